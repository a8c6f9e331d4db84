using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Engine.Datasets;
using Huracan.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Storage.Datasets;

/// <summary>The file of a part.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Part">The part.</param>
/// <param name="Parquet">Its content.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record SplitFile(string Path, DatasetPart Part, ParquetFile Parquet, string Hash)
{
    /// <exception cref="InputRefusedException">It is missing, damaged or empty.</exception>
    public static SplitFile Open(string folder, DatasetPart part)
    {
        var path = System.IO.Path.Combine(folder, SplitFiles.NameOf(part));
        if (!File.Exists(path))
            throw new InputRefusedException(
                $"{path}: there is no such file; a folder of ready-made splits holds "
                    + $"{string.Join(", ", Enum.GetValues<DatasetPart>().Select(SplitFiles.NameOf))}.");
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
        var parquet = ParquetFile.Of(path, content);
        return parquet.Rows > 0
            ? new SplitFile(path, part, parquet, Convert.ToHexStringLower(SHA256.HashData(content)))
            : throw new InputRefusedException($"{path} has columns and no rows.");
    }

    /// <summary>The column of that name, which the file is known to have.</summary>
    public DataField Column(string name) => (DataField)Parquet.Fields.First(field => field.Name == name);

    /// <summary>Refuses something in a row.</summary>
    public InputRefusedException Refuse(int row, string column, string fault) =>
        new($"{Path}, row {row + 1}, column '{column}': {fault}.");
}

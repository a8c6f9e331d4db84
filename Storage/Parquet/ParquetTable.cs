using Huracan.Contracts;
using Huracan.Engine.Tables;
using Huracan.Storage.Files;
using Parquet;
using Parquet.Schema;

namespace Huracan.Storage.Parquet;

/// <summary>
/// Tables as Parquet files. The same table gives the same bytes: one thread, fixed row groups, nothing of time or host inside.
/// </summary>
public static class ParquetTable
{
    private const int RowGroupRows = 122_880;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = System.IO.Compression.CompressionLevel.Optimal,
    };

    /// <summary>Writes a file; it is whole or not there.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    public static void Write(string path, Table table) => AtomicFile.Write(path, stream => Write(stream, table));

    /// <summary>Reads all columns, or those named, in that order.</summary>
    /// <exception cref="InputRefusedException">
    /// The file is missing or damaged, lacks a column, or has one of a type or with a NULL that tables do not hold.
    /// </exception>
    public static Table Read(string path, params string[] columns) => Read(path, ParquetFile.Open(path), columns);

    /// <summary>Reads all columns of a file in memory.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="InputRefusedException">As of one on disk.</exception>
    public static Table Read(string name, byte[] content) => Read(name, ParquetFile.Of(name, content), []);

    private static Table Read(string path, ParquetFile file, string[] columns)
    {
        TableColumn[] read = columns.Length == 0
            ? [.. file.Fields.Select(x => new TableColumn(x.Name, Values(path, file, x)))]
            : [.. columns.Select(x => new TableColumn(x, Values(path, file, Find(path, file, x))))];
        return new Table(path, read);
    }

    private static Field Find(string path, ParquetFile file, string name) =>
        file.Fields.FirstOrDefault(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputRefusedException(
            $"{path}: there is no column '{name}'; there are: {string.Join(", ", file.Fields.Select(x => x.Name))}.");

    private static Array Values(string path, ParquetFile file, Field field) => field is DataField { IsArray: false } column
        ? Type.GetTypeCode(column.ClrType) switch
        {
            TypeCode.Double => file.Read<double>(column, double.NaN),
            TypeCode.Single => file.Read<float>(column, float.NaN),
            TypeCode.Int64 => file.Read<long>(column),
            TypeCode.Int32 => file.Read<int>(column),
            TypeCode.Boolean => file.Read<bool>(column),
            TypeCode.SByte => file.Read<sbyte>(column),
            _ when ParquetType.IsText(column) => file.ReadText(column),
            _ => throw Refused(path, field),
        }
        : throw Refused(path, field);

    private static InputRefusedException Refused(string path, Field field) => new(
        $"{path}: column '{field.Name}' is of type {ParquetType.Of(field)}; read are double, float, int64, int32, boolean, int8 and text.");

    internal static void Write(Stream stream, Table table)
    {
        // an array has one
        var schema = new ParquetSchema(table.Columns.Select(x => new DataField(x.Name, x.Values.GetType().GetElementType()!)));
        using var buffer = new MemoryStream();
        Write(buffer, schema, table).GetAwaiter().GetResult(); // over memory: nothing waits
        buffer.WriteTo(stream);
    }

    private static async Task Write(MemoryStream buffer, ParquetSchema schema, Table table)
    {
        await using var writer = await ParquetWriter.CreateAsync(schema, buffer, Options);
        for (var start = 0; start < table.Rows; start += RowGroupRows)
        {
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < table.Columns.Count; i++)
                await Write(group, schema.DataFields[i], table.Columns[i].Values, start, Math.Min(RowGroupRows, table.Rows - start));
        }
    }

    private static Task Write(ParquetRowGroupWriter group, DataField field, Array values, int start, int count) => values switch
    {
        double[] column => group.WriteAsync<double>(field, column.AsMemory(start, count)),
        float[] column => group.WriteAsync<float>(field, column.AsMemory(start, count)),
        long[] column => group.WriteAsync<long>(field, column.AsMemory(start, count)),
        int[] column => group.WriteAsync<int>(field, column.AsMemory(start, count)),
        bool[] column => group.WriteAsync<bool>(field, column.AsMemory(start, count)),
        sbyte[] column => group.WriteAsync<sbyte>(field, column.AsMemory(start, count)),
        _ => group.WriteAsync(field, new ArraySegment<string?>((string?[])values, start, count)),
    };
}

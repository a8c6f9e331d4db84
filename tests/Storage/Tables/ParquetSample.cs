using Parquet;
using Parquet.Schema;

namespace Huracan.Tests.Storage.Tables;

/// <summary>Parquet files of any column types, one row group a row.</summary>
internal static class ParquetSample
{
    /// <summary>Writes a file of one-row groups: a column and its values, of which null is NULL.</summary>
    public static void Write<T>(string path, int rows, string first, T?[] values, params IReadOnlyList<(string Name, double Value)> others)
        where T : struct => Write(path, rows, new DataField<T>(first, true), values, others);

    public static void Write<T>(
        string path, int rows, DataField first, T?[] values, params IReadOnlyList<(string Name, double Value)> others)
        where T : struct
    {
        var schema = new ParquetSchema([first, .. others.Select(x => new DataField<double>(x.Name))]);
        using var file = File.Create(path);
        Write().GetAwaiter().GetResult();

        async Task Write()
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            for (var row = 0; row < rows; row++)
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<T>(schema.DataFields[0], values.AsMemory(row, 1));
                for (var i = 0; i < others.Count; i++)
                    await group.WriteAsync<double>(schema.DataFields[i + 1], new[] { others[i].Value });
            }
        }
    }
}

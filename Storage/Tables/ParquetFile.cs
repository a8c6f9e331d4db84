using Huracan.Contracts;
using Parquet;
using Parquet.Schema;

namespace Huracan.Storage.Tables;

/// <summary>
/// A Parquet file in memory, read column by column. Whatever the library finds wrong with it becomes a refusal that names it.
/// </summary>
internal sealed class ParquetFile
{
    private readonly string path;
    private readonly ParquetReader reader;

    private ParquetFile(string path, ParquetReader reader)
    {
        this.path = path;
        this.reader = reader;
        Fields = reader.Schema.Fields;
        Rows = checked((int)reader.RowGroups.Sum(x => x.RowCount));
    }

    /// <summary>The columns in order; those that are no plain values are no <see cref="DataField"/> or an array.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public int Rows { get; }

    /// <exception cref="InputRefusedException">The file is missing, damaged or no Parquet file.</exception>
    public static ParquetFile Open(string path)
    {
        if (!File.Exists(path))
            throw new InputRefusedException($"{path}: there is no such file.");
        return Of(path, Guard(path, () => File.ReadAllBytes(path)));
    }

    /// <param name="path">Its name, for messages.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="InputRefusedException">The file is damaged or no Parquet file.</exception>
    public static ParquetFile Of(string path, byte[] content) =>
        // Over memory nothing of the library's is truly asynchronous: waiting for it blocks no other work.
        Guard(path, () => new ParquetFile(path, ParquetReader.CreateAsync(new MemoryStream(content)).GetAwaiter().GetResult()));

    /// <summary>Reads a column of numbers or booleans.</summary>
    /// <param name="column">A column whose <see cref="DataField.ClrType"/> is <typeparamref name="T"/>.</param>
    /// <param name="missing">What stands for NULL; without it a NULL is refused.</param>
    /// <exception cref="InputRefusedException">The column is damaged, or holds a NULL that may not be.</exception>
    public T[] Read<T>(DataField column, T? missing = null)
        where T : struct
    {
        var values = new T[Rows];
        ForEachGroup(column, (group, start, count) =>
        {
            var target = values.AsMemory(start, count);
            if (ReadPresent(group, column, target) is { } levels)
                Spread(target.Span, levels, missing ?? throw Empty(column, start + Array.IndexOf(levels, 0)));
        });
        return values;
    }

    /// <summary>Reads a column of numbers as others.</summary>
    /// <inheritdoc cref="Read{T}"/>
    public TResult[] Read<T, TResult>(DataField column, Func<T, TResult> convert, TResult? missing = null)
        where T : struct
        where TResult : struct
    {
        var values = new TResult[Rows];
        ForEachGroup(column, (group, start, count) =>
        {
            var read = new T[count];
            var target = values.AsSpan(start, count);
            var levels = ReadPresent<T>(group, column, read);
            for (var i = 0; i < count; i++)
                target[i] = convert(read[i]);
            if (levels is not null)
                Spread(target, levels, missing ?? throw Empty(column, start + Array.IndexOf(levels, 0)));
        });
        return values;
    }

    /// <summary>Reads a column of text; NULL is null.</summary>
    /// <exception cref="InputRefusedException">The column is damaged.</exception>
    public string?[] ReadText(DataField column)
    {
        var values = new string?[Rows];
        ForEachGroup(column, (group, start, count) =>
            group.ReadAsync(column, values.AsMemory(start, count)).AsTask().GetAwaiter().GetResult());
        return values;
    }

    private void ForEachGroup(DataField column, Action<ParquetRowGroupReader, int, int> read)
    {
        var start = 0;
        foreach (var group in reader.RowGroups)
        {
            var count = (int)group.RowCount;
            Guard(path, () =>
            {
                if (group.GetMetadata(column)?.MetaData?.NumValues != count)
                    throw new InvalidDataException($"column '{column.Name}' has not as many values as the file has rows");
                read(group, start, count);
                return count;
            });
            start += count;
        }
    }

    // The values that are there, without gaps; and for each row 1 or 0 where there is one or none, if any has none.
    private static int[]? ReadPresent<T>(ParquetRowGroupReader group, DataField column, Memory<T> values)
        where T : struct
    {
        var levels = column.IsNullable ? new int[values.Length] : null;
        group.ReadRawAsync(column, values, levels is null ? default(Memory<int>?) : levels, null).AsTask().GetAwaiter().GetResult();
        return levels is not null && levels.AsSpan().Contains(0) ? levels : null;
    }

    private InputRefusedException Empty(DataField column, int row) =>
        new(
            $"{path}, row {row + 1}, column '{column.Name}': the cell is empty; a column of type {ParquetType.Of(column)} must have a "
                + "value in every row.");

    // Moved from the back, no value is overwritten before it has moved.
    private static void Spread<T>(Span<T> values, int[] levels, T missing)
    {
        var from = levels.AsSpan().Count(1);
        for (var to = levels.Length - 1; to >= 0; to--)
            values[to] = levels[to] == 1 ? values[--from] : missing;
    }

    // A damaged file can make the library throw almost anything. Out of memory does not mean a damaged file: the caller may handle it.
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (InputRefusedException or OutOfMemoryException or UnauthorizedAccessException))
        {
            throw new InputRefusedException(
                $"{path} cannot be read as Parquet; it is damaged or something else: {exception.Message}", exception);
        }
    }
}

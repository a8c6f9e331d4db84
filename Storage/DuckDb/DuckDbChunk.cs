using System.Runtime.CompilerServices;
using System.Text;

namespace Huracan.Storage.DuckDb;

/// <summary>Up to <c>duckdb_vector_size()</c> rows as columns. Spans are valid until the result moves on.</summary>
public sealed unsafe class DuckDbChunk : IDisposable
{
    private readonly DuckDbColumn[] columns;
    private nint handle;

    internal DuckDbChunk(nint handle, DuckDbColumn[] columns)
    {
        this.handle = handle;
        this.columns = columns;
        Count = (int)NativeDuckDb.duckdb_data_chunk_get_size(handle);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Row of the first NULL of a column, or -1.</summary>
    public int FirstNull(int column)
    {
        var validity = NativeDuckDb.duckdb_vector_get_validity(Vector(column));
        for (var row = 0; validity is not null && row < Count; row++)
        {
            if (!IsValid(validity, row))
                return row;
        }
        return -1;
    }

    /// <summary>The values of a fixed-width column as they lie in memory; those of NULL rows mean nothing.</summary>
    /// <exception cref="ArgumentException">The type has another width than the column's.</exception>
    public ReadOnlySpan<T> Values<T>(int column)
        where T : unmanaged
    {
        if (sizeof(T) != Width(columns[column].Type))
            throw new ArgumentException(
                $"Column {columns[column].Name} is {columns[column].Type}, which does not lie in memory as {typeof(T).Name}.", nameof(column));
        return new ReadOnlySpan<T>(NativeDuckDb.duckdb_vector_get_data(Vector(column)), Count);
    }

    /// <summary>A number column as doubles; NULL is NaN.</summary>
    /// <exception cref="ArgumentException">The column holds no numbers.</exception>
    public void CopyDoubles(int column, Span<double> target)
    {
        switch (columns[column].Type)
        {
            case DuckDbType.Double:
                Values<double>(column).CopyTo(target);
                break;
            case DuckDbType.Float:
                Convert<float>(column, target, static x => x);
                break;
            case DuckDbType.BigInt:
                Convert<long>(column, target, static x => x);
                break;
            case DuckDbType.Integer:
                Convert<int>(column, target, static x => x);
                break;
            default:
                throw new ArgumentException($"Column {columns[column].Name} is {columns[column].Type}: not read as double.", nameof(column));
        }
        var validity = NativeDuckDb.duckdb_vector_get_validity(Vector(column));
        for (var row = 0; validity is not null && row < Count; row++)
        {
            if (!IsValid(validity, row))
                target[row] = double.NaN;
        }
    }

    /// <summary>A text cell; null when it is NULL.</summary>
    public string? Text(int column, int row)
    {
        if (columns[column].Type != DuckDbType.VarChar)
            throw new ArgumentException($"Column {columns[column].Name} is {columns[column].Type}, not text.", nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        var vector = Vector(column);
        var validity = NativeDuckDb.duckdb_vector_get_validity(vector);
        if (validity is not null && !IsValid(validity, row))
            return null;
        // duckdb_string_t: a length, then either 12 bytes in place or a prefix of 4 and a pointer.
        var cell = (byte*)NativeDuckDb.duckdb_vector_get_data(vector) + row * 16;
        var length = *(int*)cell;
        return Encoding.UTF8.GetString(length <= 12 ? cell + 4 : *(byte**)(cell + 8), length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != 0)
            NativeDuckDb.duckdb_destroy_data_chunk(ref handle);
    }

    private static bool IsValid(ulong* validity, int row) => ((validity[row >> 6] >> (row & 63)) & 1) != 0;

    private static int Width(DuckDbType type) => type switch
    {
        DuckDbType.Boolean or DuckDbType.TinyInt or DuckDbType.UTinyInt => 1,
        DuckDbType.SmallInt or DuckDbType.USmallInt => 2,
        DuckDbType.Integer or DuckDbType.UInteger or DuckDbType.Float or DuckDbType.Date => 4,
        DuckDbType.BigInt or DuckDbType.UBigInt or DuckDbType.Double or DuckDbType.Timestamp or DuckDbType.TimestampSeconds
            or DuckDbType.TimestampMilliseconds or DuckDbType.TimestampNanoseconds or DuckDbType.TimestampWithZone => 8,
        _ => 0,
    };

    private nint Vector(int column)
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)columns.Length, nameof(column));
        return NativeDuckDb.duckdb_data_chunk_get_vector(handle, (ulong)column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Convert<T>(int column, Span<double> target, Func<T, double> convert)
        where T : unmanaged
    {
        var values = Values<T>(column);
        for (var row = 0; row < values.Length; row++)
            target[row] = convert(values[row]);
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace Huracan.Storage.DuckDb;

/// <summary>Bulk writer of whole columns into a table. Call <see cref="Append"/> any number of times, then <see cref="Close"/>.</summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly DuckDbType[] columns;
    private nint appender;
    private nint chunk;

    internal DuckDbAppender(nint connection, string catalog, string schema, string table, ReadOnlySpan<DuckDbType> columns)
    {
        this.columns = columns.ToArray();
        if (NativeDuckDb.duckdb_appender_create_ext(connection, catalog, schema, table, out appender) != 0)
        {
            var message = Error();
            Dispose();
            throw new DuckDbException(message);
        }
        var types = stackalloc nint[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            types[i] = NativeDuckDb.duckdb_create_logical_type(columns[i]);
        chunk = NativeDuckDb.duckdb_create_data_chunk(types, (ulong)columns.Length);
        for (var i = 0; i < columns.Length; i++)
            NativeDuckDb.duckdb_destroy_logical_type(ref types[i]);
    }

    /// <summary>Appends rows given as one array per column, all of one length: double, float, long, int, bool, sbyte or string (null is NULL).</summary>
    /// <exception cref="DuckDbException">The table has other columns.</exception>
    public void Append(params ReadOnlySpan<Array> values)
    {
        ObjectDisposedException.ThrowIf(appender == 0, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, columns.Length, nameof(values));
        var rows = values[0].Length;
        foreach (var column in values)
            ArgumentOutOfRangeException.ThrowIfNotEqual(column.Length, rows, nameof(values));
        var size = (int)NativeDuckDb.duckdb_vector_size();
        for (var start = 0; start < rows; start += size)
        {
            var count = Math.Min(size, rows - start);
            NativeDuckDb.duckdb_data_chunk_reset(chunk);
            for (var i = 0; i < columns.Length; i++)
                Fill(NativeDuckDb.duckdb_data_chunk_get_vector(chunk, (ulong)i), columns[i], values[i], start, count);
            NativeDuckDb.duckdb_data_chunk_set_size(chunk, (ulong)count);
            Check(NativeDuckDb.duckdb_append_data_chunk(appender, chunk));
        }
    }

    /// <summary>Hands the rows to the table.</summary>
    /// <exception cref="DuckDbException">They do not fit it.</exception>
    public void Close()
    {
        ObjectDisposedException.ThrowIf(appender == 0, this);
        Check(NativeDuckDb.duckdb_appender_close(appender));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (chunk != 0)
            NativeDuckDb.duckdb_destroy_data_chunk(ref chunk);
        if (appender != 0)
            _ = NativeDuckDb.duckdb_appender_destroy(ref appender);
    }

    private static void Fill(nint vector, DuckDbType type, Array values, int start, int count)
    {
        var data = NativeDuckDb.duckdb_vector_get_data(vector);
        switch (values, type)
        {
            case (double[] column, DuckDbType.Double):
                column.AsSpan(start, count).CopyTo(new Span<double>(data, count));
                break;
            case (float[] column, DuckDbType.Float):
                column.AsSpan(start, count).CopyTo(new Span<float>(data, count));
                break;
            case (bool[] column, DuckDbType.Boolean):
                column.AsSpan(start, count).CopyTo(new Span<bool>(data, count));
                break;
            case (string?[] column, DuckDbType.VarChar):
                FillText(vector, column.AsSpan(start, count));
                break;
            // The runtime lets an array of unsigned numbers pass for one of signed ones; the exact type is what counts here.
            case (long[] column, DuckDbType.BigInt) when values.GetType() == typeof(long[]):
                column.AsSpan(start, count).CopyTo(new Span<long>(data, count));
                break;
            case (int[] column, DuckDbType.Integer) when values.GetType() == typeof(int[]):
                column.AsSpan(start, count).CopyTo(new Span<int>(data, count));
                break;
            case (sbyte[] column, DuckDbType.TinyInt) when values.GetType() == typeof(sbyte[]):
                column.AsSpan(start, count).CopyTo(new Span<sbyte>(data, count));
                break;
            default:
                throw new ArgumentException($"{values.GetType().Name} cannot be written to a column of type {type}.", nameof(values));
        }
    }

    private static void FillText(nint vector, ReadOnlySpan<string?> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is { } text)
            {
                var bytes = Encoding.UTF8.GetBytes(text + '\0');
                fixed (byte* pointer = bytes)
                    NativeDuckDb.duckdb_vector_assign_string_element_len(vector, (ulong)row, pointer, (ulong)bytes.Length - 1);
            }
            else
            {
                NativeDuckDb.duckdb_vector_ensure_validity_writable(vector);
                NativeDuckDb.duckdb_validity_set_row_invalid(NativeDuckDb.duckdb_vector_get_validity(vector), (ulong)row);
            }
        }
    }

    private void Check(int state)
    {
        if (state != 0)
            throw new DuckDbException(Error());
    }

    private string Error() => Marshal.PtrToStringUTF8(NativeDuckDb.duckdb_appender_error(appender)) ?? "DuckDB's appender failed.";
}

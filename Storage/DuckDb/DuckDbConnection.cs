using System.Runtime.InteropServices;
using System.Text;

namespace Huracan.Storage.DuckDb;

/// <summary>A connection; used by one thread at a time.</summary>
public sealed unsafe class DuckDbConnection : IDisposable
{
    private nint handle;

    internal DuckDbConnection(nint handle) => this.handle = handle;

    /// <summary>Text as an SQL literal, for the places that take no parameter, such as a file name.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Runs one statement. Parameters <c>$1, $2, …</c> are text, long, int, double or bool.</summary>
    /// <exception cref="DuckDbException">The statement does not parse or fails.</exception>
    public DuckDbResult Query(string sql, params ReadOnlySpan<object> parameters)
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        var prepared = NativeDuckDb.duckdb_prepare(handle, sql, out var statement);
        try
        {
            if (prepared != 0)
                throw new DuckDbException(Marshal.PtrToStringUTF8(NativeDuckDb.duckdb_prepare_error(statement)) ?? $"DuckDB cannot prepare: {sql}");
            for (var i = 0; i < parameters.Length; i++)
            {
                if (Bind(statement, (ulong)i + 1, parameters[i]) != 0)
                    throw new ArgumentException($"Parameter {i + 1} does not fit: {sql}", nameof(parameters));
            }
            if (NativeDuckDb.duckdb_execute_prepared(statement, out var result) == 0)
                return new DuckDbResult(result);
            var message = Marshal.PtrToStringUTF8(NativeDuckDb.duckdb_result_error(ref result)) ?? $"DuckDB failed: {sql}";
            NativeDuckDb.duckdb_destroy_result(ref result);
            throw new DuckDbException(message);
        }
        finally
        {
            NativeDuckDb.duckdb_destroy_prepare(ref statement);
        }
    }

    /// <summary>Runs one statement for its effect.</summary>
    /// <exception cref="DuckDbException">The statement does not parse or fails.</exception>
    public void Execute(string sql, params ReadOnlySpan<object> parameters) => Query(sql, parameters).Dispose();

    /// <summary>Opens a bulk writer into a temporary table of this connection.</summary>
    /// <exception cref="DuckDbException">There is no such table.</exception>
    public DuckDbAppender AppendToTemporary(string table, params ReadOnlySpan<DuckDbType> columns)
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        return new DuckDbAppender(handle, "temp", "main", table, columns);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != 0)
            NativeDuckDb.duckdb_disconnect(ref handle);
    }

    private static int Bind(nint statement, ulong index, object value)
    {
        switch (value)
        {
            case long number:
                return NativeDuckDb.duckdb_bind_int64(statement, index, number);
            case int number:
                return NativeDuckDb.duckdb_bind_int64(statement, index, number);
            case double number:
                return NativeDuckDb.duckdb_bind_double(statement, index, number);
            case bool flag:
                return NativeDuckDb.duckdb_bind_boolean(statement, index, flag);
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text + '\0');
                fixed (byte* pointer = bytes)
                    return NativeDuckDb.duckdb_bind_varchar_length(statement, index, pointer, (ulong)bytes.Length - 1);
            default:
                throw new ArgumentException($"A parameter cannot be a {value?.GetType().Name ?? "null"}.", nameof(value));
        }
    }
}

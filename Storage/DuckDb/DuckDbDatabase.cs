using System.Runtime.InteropServices;

namespace Huracan.Storage.DuckDb;

/// <summary>
/// A database in memory: one thread (a worker owns one, and the same input must give the same bytes), no extension is ever
/// fetched or loaded, nothing spills to a folder of the caller.
/// </summary>
public sealed class DuckDbDatabase : IDisposable
{
    private static readonly (string Name, string Value)[] Settings =
    [
        ("threads", "1"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_community_extensions", "false"),
        ("allow_unsigned_extensions", "false"),
        ("temp_directory", ""),
    ];

    private nint handle;

    /// <exception cref="DllNotFoundException">The native library is missing.</exception>
    public DuckDbDatabase()
    {
        _ = NativeDuckDb.duckdb_create_config(out var config);
        try
        {
            foreach (var (name, value) in Settings)
            {
                if (NativeDuckDb.duckdb_set_config(config, name, value) != 0)
                    throw new DuckDbException($"DuckDB {DuckDbLibrary.Version} has no setting {name} = '{value}'.");
            }
            if (NativeDuckDb.duckdb_open_ext(null, out handle, config, out var error) != 0)
            {
                var message = Marshal.PtrToStringUTF8(error) ?? "DuckDB did not open.";
                NativeDuckDb.duckdb_free(error);
                throw new DuckDbException(message);
            }
        }
        finally
        {
            NativeDuckDb.duckdb_destroy_config(ref config);
        }
    }

    /// <summary>Opens a connection, to be disposed before the database.</summary>
    public DuckDbConnection Connect()
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        return NativeDuckDb.duckdb_connect(handle, out var connection) == 0
            ? new DuckDbConnection(connection)
            : throw new DuckDbException("DuckDB gave no connection.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != 0)
            NativeDuckDb.duckdb_close(ref handle);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Huracan.Storage.DuckDb;

/// <summary>What a statement gave, read chunk by chunk in its order.</summary>
public sealed class DuckDbResult : IDisposable
{
    private readonly DuckDbColumn[] columns;
    private NativeDuckDb.Result result;
    private DuckDbChunk? current;
    private bool disposed;

    internal DuckDbResult(NativeDuckDb.Result result)
    {
        this.result = result;
        columns = new DuckDbColumn[NativeDuckDb.duckdb_column_count(ref this.result)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = Marshal.PtrToStringUTF8(NativeDuckDb.duckdb_column_name(ref this.result, (ulong)i)) ?? "";
            columns[i] = new DuckDbColumn(name, NativeDuckDb.duckdb_column_type(ref this.result, (ulong)i));
        }
    }

    /// <summary>Names and types.</summary>
    public IReadOnlyList<DuckDbColumn> Columns => columns;

    /// <summary>Moves to the next chunk; the one before, and every span taken from it, is gone.</summary>
    public bool TryNext([NotNullWhen(true)] out DuckDbChunk? chunk)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        current?.Dispose();
        var handle = NativeDuckDb.duckdb_fetch_chunk(result);
        current = chunk = handle == 0 ? null : new DuckDbChunk(handle, columns);
        return chunk is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        current?.Dispose();
        NativeDuckDb.duckdb_destroy_result(ref result);
    }
}

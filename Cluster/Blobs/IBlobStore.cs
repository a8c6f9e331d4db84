namespace Huracan.Cluster.Blobs;

/// <summary>
/// Bytes by name, reachable by every silo. A name is written once: new content takes a new name, and the row that
/// refers to it decides which one is current.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores bytes under a name. Writing a name again must give the same bytes.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The bytes under a name, or null.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names in ordinal order that were written before an instant: candidates for garbage collection.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="after">The last name of the page before; empty for the first page.</param>
    /// <param name="limit">Names a page.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<IReadOnlyList<string>> WrittenBeforeAsync(DateTimeOffset instant, string after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes names; missing ones are ignored.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}

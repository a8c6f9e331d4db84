namespace Huracan.Cluster.Blobs;

/// <summary>
/// Bytes by name, where every silo can reach them. A name is written once: whoever has something new takes a new name, and the row that
/// names it says which one counts.
/// </summary>
public interface IBlobStore
{
    /// <summary>Keeps bytes under a name; the same name again is the same bytes, or a writer whom nobody will read.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The bytes under a name, or null.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names in ordinal order that were written before an instant: candidates for what nothing points to.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="after">The last name of the page before; empty for the first page.</param>
    /// <param name="limit">Names a page.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<IReadOnlyList<string>> WrittenBeforeAsync(DateTimeOffset instant, string after, int limit, CancellationToken cancellationToken);

    /// <summary>Drops names; those that are not there are no fault.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}

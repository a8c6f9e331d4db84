using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;

namespace Huracan.Silo.Maintenance;

/// <summary>
/// Deletes blobs that no file refers to: what a silo wrote but could not publish because it died or had lost its claim. Recent blobs
/// stay, because the row that refers to them may not be written yet.
/// </summary>
internal sealed class BlobCollector(IBlobStore blobs, FileTable files, TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan MinAge = TimeSpan.FromHours(1);
    private readonly RateGate gate = new(TimeSpan.FromHours(1));

    /// <summary>Collects once an hour; calls in between do nothing.</summary>
    /// <returns>Number of blobs deleted.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!gate.IsDue(now))
            return 0;
        var deleted = 0;
        for (var after = ""; ;)
        {
            var page = await blobs.WrittenBeforeAsync(now - MinAge, after, PageSize, cancellationToken);
            if (page.Count == 0)
                return deleted;
            var unused = await files.UnusedAsync(page, cancellationToken);
            await blobs.DeleteAsync(unused, cancellationToken);
            (after, deleted) = (page[^1], deleted + unused.Count);
        }
    }
}

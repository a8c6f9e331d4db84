using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;

namespace Huracan.Silo.Scheduling;

/// <summary>
/// Drops blobs that no file rests on: what a silo wrote and could not publish because it died or had lost its claim. Young ones stay,
/// their row may be on its way.
/// </summary>
internal sealed class BlobCollector(IBlobStore blobs, FileTable files, TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);
    private readonly RateGate gate = new(TimeSpan.FromHours(1));

    /// <summary>Collects when it is time to.</summary>
    /// <returns>Blobs dropped.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!gate.IsDue(now))
            return 0;
        var dropped = 0;
        for (var after = ""; ;)
        {
            var page = await blobs.WrittenBeforeAsync(now - Young, after, PageSize, cancellationToken);
            if (page.Count == 0)
                return dropped;
            var unused = await files.UnusedAsync(page, cancellationToken);
            await blobs.DeleteAsync(unused, cancellationToken);
            (after, dropped) = (page[^1], dropped + unused.Count);
        }
    }
}

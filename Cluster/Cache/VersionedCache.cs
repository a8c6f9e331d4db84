using ZiggyCreatures.Caching.Fusion;

namespace Huracan.Cluster.Cache;

/// <summary>
/// Values read often and changed seldom. Keys carry the id of the latest event that may have changed something: what was read before it is
/// never found after it, in any process, and nothing has to be deleted.
/// </summary>
public sealed class VersionedCache
{
    private readonly IFusionCache cache;
    private volatile string version = "0";

    /// <param name="cache">Where values are kept.</param>
    /// <param name="onRead">Told of every read: the value's kind, and where it was found.</param>
    public VersionedCache(IFusionCache cache, Action<string, CacheOutcome> onRead)
    {
        this.cache = cache;
        cache.Events.Memory.Hit += (_, hit) => OnHit(hit.Key, hit.IsStale, CacheOutcome.Memory);
        cache.Events.Distributed.Hit += (_, hit) => OnHit(hit.Key, hit.IsStale, CacheOutcome.Redis);
        cache.Events.FactorySuccess += (_, read) => onRead(KindOf(read.Key), CacheOutcome.Miss);
        cache.Events.FactoryError += (_, read) => onRead(KindOf(read.Key), CacheOutcome.Error);

        void OnHit(string key, bool isStale, CacheOutcome outcome)
        {
            if (!isStale)
                onRead(KindOf(key), outcome);
        }
    }

    /// <summary>From now on only what is read after this event counts.</summary>
    public void Advance(string eventId) => version = eventId;

    /// <summary>A value, null included.</summary>
    /// <param name="kind">What it is, for the metrics; no colon.</param>
    /// <param name="name">Which one; empty where there is but one.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public ValueTask<T?> GetAsync<T>(string kind, string name, Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class => cache.GetOrSetAsync<T?>($"{kind}:{version}:{name}", (_, token) => read(token), token: cancellationToken);

    private static string KindOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}

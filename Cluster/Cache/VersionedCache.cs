using ZiggyCreatures.Caching.Fusion;

namespace Huracan.Cluster.Cache;

/// <summary>
/// A cache for values that are read often and seldom change. Keys contain the id of the latest event that may have changed a value, so that
/// a value read before the event is not found after it, in any process, and nothing has to be deleted.
/// </summary>
public sealed class VersionedCache
{
    private readonly IFusionCache cache;
    private volatile string version = "0";

    /// <param name="cache">Where values are kept.</param>
    /// <param name="onRead">Called for every read with the value's kind and where it was found.</param>
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

    /// <summary>Invalidates every value read before this event.</summary>
    public void Advance(string eventId) => version = eventId;

    /// <summary>A value from the cache or the database; may be null.</summary>
    /// <param name="kind">What it is, for the metrics; no colon.</param>
    /// <param name="name">Which one; empty for a kind with only one value.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<T?> GetAsync<T>(string kind, string name, Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class => cache.GetOrSetAsync<T?>($"{kind}:{version}:{name}", (_, token) => read(token), token: cancellationToken);

    private static string KindOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}

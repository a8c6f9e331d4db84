using ZiggyCreatures.Caching.Fusion;

namespace Huracan.Cluster.Cache;

/// <summary>How long values are cached, and how long a request waits for Redis.</summary>
public static class CacheSettings
{
    /// <summary>Number of values kept in memory.</summary>
    public const int MostInMemory = 4096;

    /// <summary>Longest wait for one answer of Redis.</summary>
    public static readonly TimeSpan RedisTimeout = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan CircuitBreak = TimeSpan.FromSeconds(5);

    /// <param name="scope">Distinguishes databases that share a Redis.</param>
    public static FusionCacheOptions Create(string scope) => new()
    {
        BackplaneChannelPrefix = $"huracan:{scope}",
        WaitForInitialBackplaneSubscribe = false,
        EnableSyncEventHandlersExecution = true, // the handlers only count
        DistributedCacheCircuitBreakerDuration = CircuitBreak,
        BackplaneCircuitBreakerDuration = CircuitBreak,
        DefaultEntryOptions = new FusionCacheEntryOptions
        {
            Size = 1,
            Duration = TimeSpan.FromSeconds(1),
            DistributedCacheDuration = TimeSpan.FromSeconds(30),
            // While the database cannot be reached, the last value of the same version is served; no event has invalidated it.
            IsFailSafeEnabled = true,
            FailSafeMaxDuration = TimeSpan.FromMinutes(1),
            FailSafeThrottleDuration = TimeSpan.FromSeconds(1),
            DistributedCacheSoftTimeout = RedisTimeout,
            DistributedCacheHardTimeout = RedisTimeout,
            AllowBackgroundDistributedCacheOperations = true, // requests do not wait for writes
            ReThrowSerializationExceptions = false, // an entry of another version of this program is a miss
        },
    };
}

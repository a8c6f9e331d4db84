using ZiggyCreatures.Caching.Fusion;

namespace Huracan.Cluster.Cache;

/// <summary>How long values are kept, and how long anybody waits for Redis.</summary>
public static class CacheSettings
{
    /// <summary>Number of values kept in memory.</summary>
    public const int MostInMemory = 4096;

    /// <summary>Longest wait for one answer of Redis.</summary>
    public static readonly TimeSpan RedisTimeout = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LeaveRedisAlone = TimeSpan.FromSeconds(5);

    /// <param name="scope">Tells databases apart that share a Redis.</param>
    public static FusionCacheOptions Create(string scope) => new()
    {
        BackplaneChannelPrefix = $"huracan:{scope}",
        WaitForInitialBackplaneSubscribe = false,
        EnableSyncEventHandlersExecution = true, // they only count
        DistributedCacheCircuitBreakerDuration = LeaveRedisAlone,
        BackplaneCircuitBreakerDuration = LeaveRedisAlone,
        DefaultEntryOptions = new FusionCacheEntryOptions
        {
            Size = 1,
            Duration = TimeSpan.FromSeconds(1),
            DistributedCacheDuration = TimeSpan.FromSeconds(30),
            // While the database is away the last answer is given for a while: of the same version, so no event has overtaken it.
            IsFailSafeEnabled = true,
            FailSafeMaxDuration = TimeSpan.FromMinutes(1),
            FailSafeThrottleDuration = TimeSpan.FromSeconds(1),
            DistributedCacheSoftTimeout = RedisTimeout,
            DistributedCacheHardTimeout = RedisTimeout,
            AllowBackgroundDistributedCacheOperations = true, // nobody waits for a write
            ReThrowSerializationExceptions = false, // an entry of another version of this program is a miss
        },
    };
}

namespace Huracan.Cluster.Cache;

/// <summary>Where a cached value was found.</summary>
public enum CacheOutcome
{
    /// <summary>In this process.</summary>
    Memory,

    /// <summary>In Redis.</summary>
    Redis,

    /// <summary>In no cache: it was read from the database.</summary>
    Miss,

    /// <summary>In no cache, and the database could not be read.</summary>
    Error,
}

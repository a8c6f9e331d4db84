namespace Huracan.Cluster.Cache;

/// <summary>Where a cached value was found.</summary>
public enum CacheOutcome
{
    /// <summary>In this process.</summary>
    Memory,

    /// <summary>In Redis.</summary>
    Redis,

    /// <summary>Nowhere: it was read from the database.</summary>
    Miss,

    /// <summary>Nowhere, and the database could not be read.</summary>
    Error,
}

namespace Huracan.Cluster.Champions;

/// <summary>What a stored bundle is.</summary>
public enum ChampionRole
{
    /// <summary>It is champion, or was.</summary>
    Champion,

    /// <summary>It waits for more evidence.</summary>
    Challenger,
}

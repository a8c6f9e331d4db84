namespace Huracan.Engine.Pipeline.Settings;

/// <summary>What stops trials early, after a fold.</summary>
public enum PrunerKind
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>A trial worse than the median of those before it ends.</summary>
    Median,

    /// <summary>The better half goes on, by successive halving.</summary>
    Halving,

    /// <summary>A trial that is worse than the best by a signed-rank test ends.</summary>
    Wilcoxon,
}

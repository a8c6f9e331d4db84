namespace Huracan.Engine.Regimes.Evidence;

/// <summary>What becomes of a family in a regime it has too few trades in.</summary>
public enum ThinData
{
    /// <summary>It follows all regimes together.</summary>
    Pooled,

    /// <summary>It is disabled.</summary>
    Disabled,
}

namespace Huracan.Engine.Leakage.Statistics;

/// <summary>How a column was scaled, as far as its own numbers tell.</summary>
public enum ScalerKind
{
    /// <summary>Mean 0 and standard deviation 1.</summary>
    Standard,

    /// <summary>Median 0 and quartiles 1 apart, or 1.349 as those of a standard normal.</summary>
    Robust,

    /// <summary>Extremes of exactly 0 and 1, or −1 and 1, each reached once.</summary>
    MinMax,
}

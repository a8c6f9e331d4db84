namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>The trials made before a candidate's settings were chosen; scores are deflated by their number.</summary>
/// <param name="Tried">Trials, pruned and failed ones among them; 1 or more.</param>
/// <param name="SharpeVariance">Variance of the complete trials' Sharpe ratios per bar; null with fewer than two.</param>
/// <param name="Bars">Bars that each of those ratios is over.</param>
public sealed record SearchEffort(int Tried, double? SharpeVariance, int Bars)
{
    /// <summary>Of settings that were not searched.</summary>
    public static SearchEffort None { get; } = new(1, null, 0);

    /// <summary>
    /// The variance that the trials' Sharpe ratios would have over <paramref name="bars"/> bars instead: that of ratios without an edge
    /// goes down with the length of the span. Null with fewer than two.
    /// </summary>
    public double? VarianceOver(int bars) => SharpeVariance * Bars / bars;
}

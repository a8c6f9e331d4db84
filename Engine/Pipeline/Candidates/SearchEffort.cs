namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>The trials made before a candidate's settings were chosen; scores are deflated by their number.</summary>
/// <param name="Tried">Trials, pruned and failed ones among them; 1 or more.</param>
/// <param name="SharpeVariance">Variance of the complete trials' Sharpe ratios per bar; null with fewer than two.</param>
public sealed record SearchEffort(int Tried, double? SharpeVariance)
{
    /// <summary>Of settings that were not searched.</summary>
    public static SearchEffort None { get; } = new(1, null);
}

using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>What the verdicts of a model's regimes come to.</summary>
public static class RegimeVerdicts
{
    /// <summary>The regimes that are enabled, in order.</summary>
    public static IReadOnlyList<MarketRegime> Enabled(this IEnumerable<RegimeVerdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.Enabled).Select(verdict => verdict.Regime)];

    /// <summary>Enabled regimes in words: <c>all</c>, <c>none</c>, or such as <c>trend, range</c>. Null, where no gate was asked, is
    /// <c>all</c>.</summary>
    public static string TextOf(IReadOnlyList<MarketRegime>? enabled) => enabled switch
    {
        null => "all",
        { Count: 0 } => "none",
        _ when enabled.Count == Enum.GetValues<MarketRegime>().Length => "all",
        _ => string.Join(", ", enabled).ToLowerInvariant(),
    };
}

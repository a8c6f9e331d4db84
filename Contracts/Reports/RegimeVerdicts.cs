using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>What the verdicts of a model's regimes come to.</summary>
public static class RegimeVerdicts
{
    private static readonly int Kinds = Enum.GetValues<MarketRegime>().Length;

    /// <summary>The regimes that are enabled, in order. The unknown one, which may be any of the others, is only where all are.</summary>
    public static IReadOnlyList<MarketRegime> Enabled(this IEnumerable<RegimeVerdict> verdicts)
    {
        MarketRegime[] enabled = [.. verdicts.Where(verdict => verdict.Enabled).Select(verdict => verdict.Regime)];
        return enabled.Length == Kinds ? enabled : [.. enabled.Known()];
    }

    /// <summary>The regimes but the unknown one, which is none to trade in.</summary>
    public static IEnumerable<MarketRegime> Known(this IEnumerable<MarketRegime> regimes) =>
        regimes.Where(regime => regime != MarketRegime.Unknown);

    /// <summary>The known ones of some enabled regimes in words: <c>all</c>, <c>none</c>, or such as <c>trend, range</c>. Null, where no
    /// gate was asked, is <c>all</c>.</summary>
    public static string TextOf(IReadOnlyList<MarketRegime>? enabled)
    {
        if (enabled is null)
            return "all";
        MarketRegime[] known = [.. enabled.Known()];
        return known.Length == 0 ? "none"
            : known.Length == Kinds - 1 ? "all"
            : string.Join(", ", known).ToLowerInvariant();
    }
}

using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>One regime's part of a series and of the trades made in it.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Bars">Number of its bars.</param>
/// <param name="Share">Share of all bars, 0 to 1; NaN without bars.</param>
/// <param name="Net">Trades, mean net edge with its standard error, and hit rate.</param>
public sealed record RegimeShare(MarketRegime Regime, int Bars, double Share, ClusteredMean Net)
{
    /// <summary>Every regime, unknown included, in their order.</summary>
    /// <param name="regimes">The series.</param>
    /// <param name="evidence">The trades made on it.</param>
    public static IReadOnlyList<RegimeShare> Of(RegimeSeries regimes, RegimeEvidence evidence) =>
        [.. regimes.Bars.OrderBy(entry => entry.Key).Select(entry =>
            new RegimeShare(entry.Key, entry.Value, (double)entry.Value / regimes.Count, evidence.MeanOf(entry.Key)))];
}

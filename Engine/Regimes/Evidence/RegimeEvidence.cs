using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>
/// What a family's trades brought in each regime, as sums by day: all that the measures need, so that new results are added without the
/// old trades, and two records are merged into what their trades together would have given.
/// </summary>
/// <param name="Days">Each regime's days in order; a regime without trades may be left out.</param>
public sealed record RegimeEvidence(IReadOnlyDictionary<MarketRegime, IReadOnlyList<DayCluster>> Days)
{
    /// <summary>Of no trades.</summary>
    public static RegimeEvidence Empty { get; } = new(new Dictionary<MarketRegime, IReadOnlyList<DayCluster>>());

    /// <summary>These and some more trades, in any order.</summary>
    /// <exception cref="ArgumentException">A result is not finite.</exception>
    public RegimeEvidence Add(IEnumerable<RegimeTrade> trades)
    {
        var days = trades.Select(trade => double.IsFinite(trade.NetBps)
            ? (trade.Regime, Day: DayCluster.Of(trade))
            : throw new ArgumentException($"A trade brought {trade.NetBps} bps; it must be finite.", nameof(trades)));
        return Of(All.Concat(days));
    }

    /// <summary>These and the trades of another record.</summary>
    public RegimeEvidence Merge(RegimeEvidence other) => Of(All.Concat(other.All));

    /// <summary>What the trades of one regime amount to.</summary>
    public ClusteredMean MeanOf(MarketRegime regime) => ClusteredMean.Of(Days.GetValueOrDefault(regime, []));

    /// <summary>What the trades of all regimes amount to together, unknown ones included.</summary>
    public ClusteredMean Pooled() => ClusteredMean.Of([.. ByDay(All.Select(entry => entry.Day))]);

    private IEnumerable<(MarketRegime Regime, DayCluster Day)> All =>
        Days.OrderBy(entry => entry.Key).SelectMany(entry => entry.Value.Select(day => (entry.Key, day)));

    private static RegimeEvidence Of(IEnumerable<(MarketRegime Regime, DayCluster Day)> days) =>
        new(days.GroupBy(entry => entry.Regime).OrderBy(group => group.Key).ToDictionary(
            group => group.Key, group => (IReadOnlyList<DayCluster>)[.. ByDay(group.Select(entry => entry.Day))]));

    private static IEnumerable<DayCluster> ByDay(IEnumerable<DayCluster> days) =>
        days.GroupBy(day => day.Day).OrderBy(group => group.Key).Select(group => group.Aggregate((sum, day) => sum + day));
}

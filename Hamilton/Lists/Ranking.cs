using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Hamilton.Champions;

namespace Huracan.Hamilton.Lists;

/// <summary>Puts champions in order.</summary>
internal static class Ranking
{
    public static IReadOnlyList<RankedChampion> Of(IEnumerable<WarmChampion> champions, DateTimeOffset now) =>
    [
        .. champions.Select(champion => Row(champion, now))
            .OrderByDescending(row => row.IsTradable)
            .ThenByDescending(row => row.Score)
            .ThenByDescending(row => row.NetEdgeBps) // NaN comes last
            .ThenBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe).ThenBy(row => row.Bars)
            .Select((row, i) => row with { Rank = i + 1 }),
    ];

    private static RankedChampion Row(WarmChampion champion, DateTimeOffset now)
    {
        var (facts, metrics) = (champion.Facts, champion.Facts.Manifest.Metrics);
        var (manifest, regime) = (facts.Manifest, champion.Regime);
        var action = champion.RegimeRefusal() is null ? metrics.Action : GateAction.NoTrade;
        var isTradable = action is GateAction.Active or GateAction.Caution && !manifest.IsExpired(now) && champion.Drift.Worst() is null;
        return new RankedChampion(
            0, manifest.Coin, manifest.Timeframe, ForecastHorizon.Of(manifest.Key).ToString(), manifest.Horizon, regime?.Regime,
            metrics.Test.NetEdgeBps, facts.ConfidenceThreshold, facts.Capacity, metrics.Score, metrics.Tier, action, isTradable,
            manifest.Promotion, manifest.Family, manifest.Version, manifest.AsOf, manifest.Expires)
        {
            RegimeAsOf = regime?.At,
            EnabledRegimes = champion.Regimes.Verdicts?.Enabled(),
        };
    }
}

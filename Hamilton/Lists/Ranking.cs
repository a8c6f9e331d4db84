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
        .. champions.Select(champion => Row(champion.Facts, champion.Drift.Worst() is not null, now))
            .OrderByDescending(row => row.IsTradable)
            .ThenByDescending(row => row.Score)
            .ThenByDescending(row => row.NetEdgeBps) // NaN comes last
            .ThenBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe).ThenBy(row => row.Bars)
            .Select((row, i) => row with { Rank = i + 1 }),
    ];

    private static RankedChampion Row(ChampionFacts facts, bool hasDrifted, DateTimeOffset now)
    {
        var (manifest, metrics) = (facts.Manifest, facts.Manifest.Metrics);
        var isTradable = metrics.Action is GateAction.Active or GateAction.Caution && !manifest.IsExpired(now) && !hasDrifted;
        return new RankedChampion(
            0, manifest.Coin, manifest.Timeframe, ForecastHorizon.Of(manifest.Key).ToString(), manifest.Horizon, facts.Regime,
            metrics.Test.NetEdgeBps, facts.ConfidenceThreshold, facts.Capacity, metrics.Score, metrics.Tier, metrics.Action, isTradable,
            manifest.Promotion, manifest.Family, manifest.Version, manifest.AsOf, manifest.Expires)
        {
            EnabledRegimes = manifest.RegimeVerdicts?.Enabled(),
        };
    }
}

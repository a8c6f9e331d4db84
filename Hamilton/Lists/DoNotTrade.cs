using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;
using Huracan.Hamilton.Champions;

namespace Huracan.Hamilton.Lists;

/// <summary>Lists what is not to be traded: champions that may not trade, and what the factory has no champion of.</summary>
internal static class DoNotTrade
{
    public static IReadOnlyList<BlockedUnit> Of(IReadOnlyList<WarmChampion> champions, FactoryFindings? findings, DateTimeOffset now)
    {
        var keys = champions.Select(champion => champion.Key).ToHashSet();
        return
        [
            .. champions.SelectMany(champion => OfChampion(champion, now)).Concat(findings is null ? [] : OfFactory(findings, keys))
                .OrderBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe).ThenBy(row => Minutes(row))
                .ThenBy(row => row.Rule, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<BlockedUnit> OfChampion(WarmChampion champion, DateTimeOffset now)
    {
        var (unit, horizon) = (champion.Key.Unit, ForecastHorizon.Of(champion.Key).ToString());
        if (champion.Refusal() is { } refusal)
        {
            yield return new BlockedUnit(
                unit.Coin, unit.Timeframe, horizon, BlockedUnit.Damaged, null, null, refusal, champion.RefusedSince,
                "a whole bundle: roll back to the champion before, or promote another");
            yield break;
        }
        var (manifest, metrics) = (champion.Facts.Manifest, champion.Facts.Manifest.Metrics);
        if (manifest.IsExpired(now))
        {
            yield return new BlockedUnit(
                unit.Coin, unit.Timeframe, horizon, BlockedUnit.Expired, (now - manifest.AsOf).TotalDays,
                (manifest.Expires - manifest.AsOf)?.TotalDays,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"champion {manifest.Version} expired at {manifest.Expires:yyyy-MM-dd HH:mm'Z'}; it was made on bars up to "
                        + $"{manifest.AsOf:yyyy-MM-dd HH:mm'Z'}"),
                manifest.Expires, "a champion made on newer candles");
        }
        foreach (var row in OfDrift(champion, unit, horizon))
            yield return row;
        if (champion.Regime is { } regime && champion.RegimeRefusal() is { } refused)
        {
            var enabled = champion.Regimes.Verdicts!.Enabled(); // by which it is refused
            yield return new BlockedUnit(
                unit.Coin, unit.Timeframe, horizon, BlockedUnit.Regime, null, null,
                string.Create(CultureInfo.InvariantCulture, $"at {regime.At:yyyy-MM-dd HH:mm'Z'} {refused}"),
                champion.ClosedSince(regime.Regime) is { } closed && closed > regime.Since ? closed : regime.Since,
                enabled.Known().Any()
                    ? $"candles of another regime: it may trade in {RegimeVerdicts.TextOf(enabled)}"
                    : "trades that bring enough in a regime: it may trade in none")
            {
                FoundRegime = regime.Regime,
                EnabledRegimes = enabled,
            };
        }
        if (metrics.Action is GateAction.NoTrade or GateAction.Warmup)
        {
            var isPaper = metrics.Action == GateAction.Warmup;
            yield return new BlockedUnit(
                unit.Coin, unit.Timeframe, horizon, isPaper ? BlockedUnit.PaperOnly : BlockedUnit.LowScore, metrics.Score,
                isPaper ? QualityTiers.HighFrom : QualityTiers.LowFrom,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"champion {manifest.Version} is {metrics.Action.Text()} with a score of {metrics.Score:0.#}"),
                manifest.AsOf,
                isPaper
                    ? "a champion that is ACTIVE: score, track record, trades and funding rates as docs/score.md asks for"
                    : "a champion with a higher score");
        }
    }

    // Of each rule the worst finding.
    private static IEnumerable<BlockedUnit> OfDrift(WarmChampion champion, UnitId unit, string horizon) =>
        (champion.Drift.Newest?.Findings ?? []).Where(finding => finding.Level != DriftLevel.Ok).GroupBy(finding => finding.Rule)
            .Select(group => group.MaxBy(finding => finding.Level)!).Select(finding => new BlockedUnit(
                unit.Coin, unit.Timeframe, horizon, finding.Rule, finding.Value, finding.Threshold,
                finding.Level == DriftLevel.Warn ? $"on paper only: {finding.Reason}" : finding.Reason, champion.Drift.Since(finding.Rule),
                finding.Rule == BlockedUnit.ScoreDecay
                    ? "a champion trained on newer candles, or forecasts that are right again"
                    : "a champion trained on newer candles, or candles like those it was trained on"));

    private static IEnumerable<BlockedUnit> OfFactory(FactoryFindings findings, HashSet<ChampionKey> champions)
    {
        foreach (var (coin, since) in findings.Excluded)
        {
            yield return new BlockedUnit(
                coin.Coin, null, null, coin.Rule!, coin.Value, coin.Limit, coin.Words!, since, // left out: for a reason
                $"a later run of the factory in which the coin passes {coin.Rule}");
        }
        foreach (var (unit, since) in findings.Units.Where(found => !Has(found.Unit, champions)))
        {
            yield return new BlockedUnit(
                unit.Coin, unit.Timeframe, unit.Horizon is { } bars ? ForecastHorizon.Of(KeyOf(unit, bars)).ToString() : null,
                unit.Promotion is null && unit.FailedCheck is { } failed ? failed.Rule : BlockedUnit.NoChampion,
                unit.Promotion is { } promotion ? promotion.Evidence : Number(unit.FailedCheck?.Value),
                unit.Promotion is { } asked ? asked.Threshold : unit.FailedCheck?.Threshold,
                $"{unit.Outcome}: {ReasonText.With(unit.Reason, unit.Promotion is null ? unit.Shortfall : null)}", since,
                unit.Outcome switch
                {
                    FactoryOutcome.Waiting => "more bars: each run of the factory looks at the challenger again",
                    FactoryOutcome.Kept => "another challenger, whose evidence reaches the threshold",
                    FactoryOutcome.NotActive => "a model that is ACTIVE and then proves better than cash",
                    _ => "a run of the factory in which the unit is trained and compared",
                });
        }
    }

    private static bool Has(FactoryUnit unit, HashSet<ChampionKey> champions) => unit.Horizon is { } bars
        ? champions.Contains(KeyOf(unit, bars))
        : champions.Any(key => key.Unit == KeyOf(unit, 1).Unit);

    private static ChampionKey KeyOf(FactoryUnit unit, int bars) => new(new(unit.Coin, unit.Timeframe), bars);

    private static double? Number(double? value) => value is { } number && !double.IsNaN(number) ? number : null;

    private static int Minutes(BlockedUnit row) => ForecastHorizon.TryParse(row.Horizon, out var horizon) ? horizon.Minutes : 0;
}

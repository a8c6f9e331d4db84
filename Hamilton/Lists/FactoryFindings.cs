using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Storage.Runs;

namespace Huracan.Hamilton.Lists;

/// <summary>
/// What several runs of the factory say together. A run of the daily cycle has the units alone that were trained anew: the others are
/// still as the run before left them.
/// </summary>
/// <param name="Excluded">Coins that the newest run's universe leaves out, and when the row of runs began whose universe left it out by the
/// same rule.</param>
/// <param name="Units">What became of each unit of the other coins, by horizon, in the newest run that has it, one of each horizon; and
/// when the row of runs began that left it without a champion.</param>
/// <param name="Champions">What was found of each version of a champion, the oldest first.</param>
internal sealed record FactoryFindings(
    IReadOnlyList<(JudgedCoin Coin, DateTimeOffset? Since)> Excluded, IReadOnlyList<(FactoryUnit Unit, DateTimeOffset? Since)> Units,
    IReadOnlyDictionary<(ChampionKey Champion, string Version), IReadOnlyList<ChampionDrift>> Champions)
{
    /// <summary>Reads reports together.</summary>
    /// <param name="reports">One or more, the newest first.</param>
    public static FactoryFindings Of(IReadOnlyList<FactoryReport> reports)
    {
        var excluded = reports[0].Excluded.Select(coin => coin.Coin).ToHashSet(StringComparer.Ordinal);
        return new FactoryFindings(
            OfCoins(reports),
            [
                .. reports.SelectMany(report => report.Units.Select(unit => (Unit: unit, report.RunId)))
                    .Where(found => !excluded.Contains(found.Unit.Coin)).GroupBy(found => (found.Unit.Coin, found.Unit.Timeframe))
                    .SelectMany(unit => OfUnit([.. unit])),
            ],
            reports.Reverse().SelectMany(report => report.Drift)
                .GroupBy(drift => (new ChampionKey(new(drift.Coin, drift.Timeframe), drift.Horizon), drift.Report.Version))
                .ToDictionary(group => group.Key, IReadOnlyList<ChampionDrift> (group) => [.. group]));
    }

    // A report that does not have the coin at all says nothing of it.
    private static List<(JudgedCoin Coin, DateTimeOffset? Since)> OfCoins(IReadOnlyList<FactoryReport> reports)
    {
        var rules = reports.Select(report => (
            report.RunId,
            Rules: report.Coins.Concat(report.Excluded).DistinctBy(coin => coin.Coin)
                .ToDictionary(coin => coin.Coin, coin => coin.Rule, StringComparer.Ordinal))).ToList();
        return
        [
            .. reports[0].Excluded.Select(coin => (
                coin, RunNames.TimeOf(rules.Where(report => report.Rules.ContainsKey(coin.Coin))
                    .TakeWhile(report => report.Rules[coin.Coin] == coin.Rule).Last().RunId))),
        ];
    }

    // One of each horizon. Without a model a unit has no horizon: then all horizons are without a champion.
    private static IEnumerable<(FactoryUnit Unit, DateTimeOffset? Since)> OfUnit(IReadOnlyList<(FactoryUnit Unit, string RunId)> found) =>
        found.TakeWhile(one => one.RunId == found[0].RunId)
            .GroupBy(one => one.Unit.Horizon, (_, ofOne) => ofOne.MinBy(one => IsBeside(one.Unit)))
            .Select(newest => (
                newest.Unit,
                RunNames.TimeOf(found.Where(one => one.Unit.Horizon is not { } bars || (newest.Unit.Horizon ?? bars) == bars)
                    .GroupBy(one => one.RunId).TakeWhile(run => run.All(one => one.Unit.Champion is null)).LastOrDefault()?.Key
                        ?? newest.RunId)));

    // Of two challengers for one place the one that was judged says what is to come.
    private static bool IsBeside(FactoryUnit unit) =>
        unit.Outcome is FactoryOutcome.Dismissed or FactoryOutcome.NotContended or FactoryOutcome.Unchanged;
}

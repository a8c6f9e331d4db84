using Huracan.Contracts.Reports;

namespace Huracan.Hamilton.Lists;

/// <summary>
/// What several runs of the factory say together. A run of the daily cycle has the units alone that were trained anew: the others are
/// still as the run before left them.
/// </summary>
/// <param name="RunId">The newest run.</param>
/// <param name="Excluded">Coins that the newest run's universe leaves out.</param>
/// <param name="Units">What became of each unit of the other coins, by horizon, in the newest run that has it: one of each
/// horizon.</param>
/// <param name="Drift">Of each champion what was found last.</param>
internal sealed record FactoryFindings(
    string RunId, IReadOnlyList<JudgedCoin> Excluded, IReadOnlyList<(FactoryUnit Unit, string RunId)> Units,
    IReadOnlyList<ChampionDrift> Drift)
{
    /// <summary>Reads reports together.</summary>
    /// <param name="reports">One or more, the newest first.</param>
    public static FactoryFindings Of(IReadOnlyList<FactoryReport> reports)
    {
        var newest = reports[0];
        var excluded = newest.Excluded.Select(coin => coin.Coin).ToHashSet(StringComparer.Ordinal);
        return new FactoryFindings(
            newest.RunId, newest.Excluded,
            [
                .. reports.SelectMany(report => report.Units.Select(unit => (Unit: unit, report.RunId)))
                    .Where(found => !excluded.Contains(found.Unit.Coin)).GroupBy(found => (found.Unit.Coin, found.Unit.Timeframe))
                    .SelectMany(unit => unit.TakeWhile(found => found.RunId == unit.First().RunId)
                        .GroupBy(found => found.Unit.Horizon, (_, found) => found.MinBy(one => IsBeside(one.Unit)))),
            ],
            [
                .. reports.SelectMany(report => report.Drift)
                    .DistinctBy(drift => (drift.Coin, drift.Timeframe, drift.Horizon, drift.Report.Version)),
            ]);
    }

    // Of two challengers for one place the one that was judged says what is to come.
    private static bool IsBeside(FactoryUnit unit) => unit.Outcome is "dismissed" or "not_contended" or "unchanged";
}

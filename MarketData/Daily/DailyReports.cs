using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Retraining;

namespace Huracan.MarketData.Daily;

/// <summary>Sums a day of the daily cycle up.</summary>
public static class DailyReports
{
    private const string Fresh = "fresh";

    /// <summary>The report of a day.</summary>
    /// <param name="date">The day in UTC, as <c>2026-01-31</c>.</param>
    /// <param name="tasks">What came of its tasks, in order of the times they were due, with what they report.</param>
    public static DailyReport Of(string date, IReadOnlyList<OccurrenceView> tasks)
    {
        var universe = ReportsOf<CoinUniverse>(tasks, DailyTask.Universe).LastOrDefault();
        var units = Units([.. ReportsOf<FactoryTaskReport>(tasks, DailyTask.Factory)]);
        var processed = Coins(
            units.Where(unit => unit.Outcome is not (Fresh or FactoryOutcome.Skipped or FactoryOutcome.Failed)).Select(unit => unit.Coin));
        var leftOut = (universe?.Excluded ?? []).Where(coin => !processed.Contains(coin.Coin)).ToList();
        var all = Coins([.. (universe?.Coins ?? []).Concat(leftOut).Select(coin => coin.Coin), .. units.Select(unit => unit.Coin)]);
        return new DailyReport(
            date, [.. processed], [.. units.Where(unit => unit.Outcome == FactoryOutcome.Promoted)],
            [
                .. leftOut.Select(coin => new DailySkip(coin.Coin, null, coin.Reason!)), // left out: for a reason
                .. units.Where(unit => unit.Outcome is Fresh or FactoryOutcome.Skipped)
                    .Select(unit => new DailySkip(unit.Coin, unit.Timeframe, unit.Reason)),
            ],
            [
                .. tasks.Where(task => task.State == OccurrenceState.Failed)
                    .Select(task => new DailyFailure(task.Task, null, null, task.Summary)),
                .. units.Where(unit => unit.Outcome == FactoryOutcome.Failed)
                    .Select(unit => new DailyFailure(DailyTask.Factory, unit.Coin, unit.Timeframe, unit.Reason)),
            ],
            new DailyCounts(
                all.Count, processed.Count, leftOut.Count, all.Count - processed.Count - leftOut.Count, units.Count,
                new SortedDictionary<string, int>(
                    units.CountBy(unit => unit.Outcome).ToDictionary(), StringComparer.Ordinal)),
            tasks);
    }

    /// <summary>What an occurrence reports; null where it reports nothing, or in the shape of another release.</summary>
    public static T? Read<T>(OccurrenceView occurrence)
        where T : class
    {
        try
        {
            return occurrence.Report?.Deserialize<T>(HuracanJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // All that the factory came to, and the units of which it trained nothing all day, by why it did not at last.
    private static List<DailyUnit> Units(IReadOnlyList<FactoryTaskReport> reports)
    {
        var units = reports.SelectMany(report => report.Units).ToList();
        var worked = units.Select(unit => new UnitId(unit.Coin, unit.Timeframe)).ToHashSet();
        units.AddRange(reports.SelectMany(report => report.Choices)
            .Where(choice => choice.Reason == RetrainReason.None && !worked.Contains(new UnitId(choice.Coin, choice.Timeframe)))
            .GroupBy(choice => new UnitId(choice.Coin, choice.Timeframe), (_, choices) => choices.Last())
            .Select(choice => new DailyUnit(
                choice.Coin, choice.Timeframe, null, choice.HasCandles ? Fresh : FactoryOutcome.Skipped, choice.Text, null, null)));
        return units;
    }

    private static IEnumerable<T> ReportsOf<T>(IReadOnlyList<OccurrenceView> tasks, string task)
        where T : class => tasks.Where(one => one.Task == task).Select(Read<T>).OfType<T>();

    private static SortedSet<string> Coins(IEnumerable<string> coins) => new(coins, StringComparer.Ordinal);
}

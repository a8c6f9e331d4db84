using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.MarketData.Download;

namespace Huracan.MarketData.Daily;

/// <summary>What tasks of the daily cycle report.</summary>
public static class TaskOutcomes
{
    /// <summary>Of a download; it failed where a series is not complete.</summary>
    public static TaskOutcome ToOutcome(this DownloadReport report) => new(
        report.Failures.Count == 0,
        $"{report.Rows} rows fetched; {report.Series} series are complete, {report.Failures.Count} are not",
        JsonSerializer.Serialize(
            new { report.Rows, report.Series, report.Revised, report.Ended, report.Failures }, HuracanJson.Compact));

    /// <summary>Of a choice of coins; it failed where none is left.</summary>
    public static TaskOutcome ToOutcome(this CoinUniverse universe) => new(
        universe.Coins.Count > 0,
        $"{universe.Coins.Count} coins of {universe.Coins.Count + universe.Excluded.Count} are worth a model",
        JsonSerializer.Serialize(universe, HuracanJson.Compact));

    /// <summary>Of the factory; it failed where nothing of what was to be trained was.</summary>
    /// <param name="reports">The reports of its runs.</param>
    /// <param name="choices">The units that were judged.</param>
    public static TaskOutcome OfFactory(IReadOnlyCollection<FactoryReport> reports, IReadOnlyList<TrainingChoice> choices)
    {
        var outcomes = reports.SelectMany(report => report.Units).ToLookup(unit => new UnitId(unit.Coin, unit.Timeframe));
        var due = choices.Where(choice => choice.Reason != RetrainReason.None).Select(choice => new UnitId(choice.Coin, choice.Timeframe))
            .ToHashSet();
        var trained = outcomes.Count(
            unit => due.Contains(unit.Key)
                && unit.Any(outcome => outcome.Outcome is not (FactoryOutcome.Skipped or FactoryOutcome.Failed)));
        var compared = outcomes.Count(unit => !due.Contains(unit.Key));
        var promoted = outcomes.Sum(unit => unit.Count(outcome => outcome.Outcome == FactoryOutcome.Promoted));
        var judged = reports.Sum(report => report.Drift.Count);
        var runs = reports.Select(report => report.RunId).ToList();
        return new TaskOutcome(
            due.Count == 0 || trained > 0,
            (due.Count == 0
                ? $"nothing to train: the models of {choices.Count} units are fresh"
                : $"{trained} of {due.Count} units trained anew")
            + (compared == 0 ? "" : $"; the challengers that wait in {compared} others were looked at")
            + (judged == 0 ? "" : $"; {judged} champions were judged on the newest candles")
            + (runs.Count == 0 ? "" : $"; {promoted} became champions; runs: {string.Join(", ", runs)}"),
            JsonSerializer.Serialize(
                new FactoryTaskReport(runs, choices, [.. outcomes.SelectMany(unit => unit).Select(DailyUnit.Of)]), HuracanJson.Compact));
    }

    /// <summary>Of the deletion of old runs.</summary>
    public static TaskOutcome OfRetention(int deleted, RetentionSchedule options) =>
        new(true, $"{deleted} runs that ended more than {options.RunDays} days ago were deleted");
}

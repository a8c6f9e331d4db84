using System.Text.Json;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
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
    public static TaskOutcome ToOutcome(this Universe universe) => new(
        universe.Coins.Count > 0,
        $"{universe.Coins.Count} coins of {universe.Coins.Count + universe.Excluded.Count} are worth a model",
        JsonSerializer.Serialize(universe, HuracanJson.Compact));

    /// <summary>Of the training of what was chosen; it failed where nothing of it was trained.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="done">Their units that were trained.</param>
    /// <param name="all">Their units.</param>
    /// <param name="choices">The units that were judged.</param>
    public static TaskOutcome OfTraining(
        IReadOnlyCollection<string> runs, int done, int all, IReadOnlyCollection<TrainingChoice> choices) => new(
        runs.Count == 0 || done > 0,
        runs.Count == 0
            ? $"nothing to train: the models of {choices.Count} units are fresh"
            : $"{done} of {all} units trained anew in {string.Join(", ", runs)}",
        JsonSerializer.Serialize(new { Runs = runs, Units = choices }, HuracanJson.Compact));

    /// <summary>Of the deletion of old runs.</summary>
    public static TaskOutcome OfRetention(int deleted, RetentionSchedule options) =>
        new(true, $"{deleted} runs that ended more than {options.RunDays} days ago were deleted");
}

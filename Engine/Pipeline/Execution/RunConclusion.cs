using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>Writes what covers all units of a run: thresholds per timeframe, the summary and the checklist.</summary>
/// <param name="context">The run.</param>
public sealed class RunConclusion(RunContext context)
{
    /// <summary>File that says how each unit ended.</summary>
    public const string SummaryFile = "summary.json";

    /// <summary>Path of a timeframe's thresholds.</summary>
    public static string ThresholdsPath(Timeframe timeframe) => $"thresholds/{timeframe}.json";

    /// <summary>Writes thresholds, summary and checklist.</summary>
    /// <param name="runId">Name of the run.</param>
    /// <param name="source">Where the candles came from, in words.</param>
    /// <param name="units">Every unit's result.</param>
    public RunSummary Write(string runId, string source, IReadOnlyList<UnitResult> units)
    {
        foreach (var timeframe in units.GroupBy(unit => unit.Timeframe))
            context.Folder.WriteJson(ThresholdsPath(timeframe.Key), UnitThresholds.Of(context.Options, timeframe.Key, timeframe));
        var summary = Summarise(context.Options, runId, source, units);
        context.Folder.WriteJson(SummaryFile, summary);
        context.Folder.WriteJson("checklist.json", RunChecklist.Of(context, summary));
        return summary;
    }

    /// <summary>Counts how the units of a run ended.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="runId">Name of the run.</param>
    /// <param name="source">Where the candles came from, in words.</param>
    /// <param name="units">Every unit's result.</param>
    public static RunSummary Summarise(RunOptions options, string runId, string source, IReadOnlyList<UnitResult> units)
    {
        var actions = units.Where(unit => unit.Action is not null)
            .GroupBy(unit => unit.Action!.Value)
            .OrderBy(group => group.Key)
            .ToDictionary(group => group.Key.Text(), group => group.Count());
        return new RunSummary(
            runId, options.Version, source, options.Seed, Count(UnitStatus.Done), Count(UnitStatus.Skipped), Count(UnitStatus.Failed),
            actions, units);

        int Count(UnitStatus status) => units.Count(unit => unit.Status == status);
    }
}

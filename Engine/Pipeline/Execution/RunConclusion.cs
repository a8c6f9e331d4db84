using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>Writes what covers all units of a run: thresholds per timeframe, the summary and the checklist.</summary>
/// <param name="context">The run.</param>
public sealed class RunConclusion(RunContext context)
{
    /// <summary>Judges the units together, and writes their reports, thresholds, summary and checklist.</summary>
    /// <param name="runId">Name of the run.</param>
    /// <param name="source">Where the candles came from, in words.</param>
    /// <param name="results">Every unit's result.</param>
    /// <param name="earlier">What earlier runs tried on a unit's test part.</param>
    public RunSummary Write(
        string runId, string source, IReadOnlyList<UnitResult> results, Func<UnitId, IReadOnlyList<OpenedTest>> earlier)
    {
        var units = RunEvidence.Judge(context.Options, results, earlier);
        var reports = new ScoreStage(context);
        foreach (var unit in units.Where(unit => unit.Status == UnitStatus.Done))
            reports.Update(unit);
        foreach (var timeframe in units.GroupBy(unit => unit.Timeframe))
            context.Folder.WriteJson(RunOutputs.Thresholds(timeframe.Key), UnitThresholds.Of(context.Options, timeframe.Key, timeframe));
        var summary = Summarise(context.Options, runId, source, units);
        context.Folder.WriteJson(RunOutputs.Summary, summary);
        context.Folder.WriteJson(RunOutputs.Checklist, RunChecklist.Of(context, summary));
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

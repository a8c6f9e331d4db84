using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>Writes what covers all units of a run: thresholds per timeframe, the summary, the page and the checklist.</summary>
/// <param name="context">The run.</param>
public sealed class RunConclusion(RunContext context)
{
    /// <summary>Judges the units together, and writes their reports, thresholds, summary, page and checklist.</summary>
    /// <param name="runId">Name of the run.</param>
    /// <param name="source">Where the candles came from, in words.</param>
    /// <param name="results">Every unit's result.</param>
    /// <param name="opened">What was tried on test parts, by time.</param>
    /// <param name="excluded">Coins that the factory's universe left out, for the page.</param>
    public RunSummary Write(
        string runId, string source, IReadOnlyList<UnitResult> results, IReadOnlyList<OpenedTest> opened,
        IReadOnlyList<JudgedCoin>? excluded = null)
    {
        var units = RunEvidence.Judge(context.Options, runId, results, opened);
        var scores = new ScoreStage(context);
        var done = units.Where(unit => unit.Status == UnitStatus.Done).ToArray();
        var reports = done.ToDictionary(unit => unit.Unit, scores.Update);
        foreach (var timeframe in units.GroupBy(unit => unit.Timeframe))
            context.Folder.WriteJson(RunOutputs.Thresholds(timeframe.Key), UnitThresholds.Of(context.Options, timeframe.Key, timeframe));
        var summary = Summarise(context.Options, runId, source, units);
        context.Folder.WriteJson(RunOutputs.Summary, summary);
        var coins = units.Select(unit => RunOutputs.Integrity(unit.Coin)).Distinct().Where(context.Folder.Exists);
        context.Folder.Write(
            RunOutputs.RunPage,
            RunPage.Render(
                summary, reports, done.ToDictionary(unit => unit.Unit, unit => scores.Regimes(unit.Unit)),
                [.. coins.Select(context.Folder.ReadJson<IntegrityReport>)], excluded ?? [],
                unit => $"{unit}/{RunOutputs.RunPage}"));
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

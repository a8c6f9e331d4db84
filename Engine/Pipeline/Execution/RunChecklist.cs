using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>Counts a run's deliverables against what its units should have left.</summary>
public static class RunChecklist
{
    /// <summary>The checklist of a run whose units ended as <paramref name="summary"/> says, and whose summary is written.</summary>
    public static IReadOnlyList<ChecklistItem> Of(RunContext context, RunSummary summary)
    {
        var options = context.Options;
        var done = summary.Units.Where(unit => unit.Status == UnitStatus.Done).ToArray();
        var candidates = done
            .SelectMany(unit => options.Models.SelectMany(family =>
                options.HorizonsOf(unit.Timeframe).Select(horizon => RunOutputs.Candidate(unit.Unit, family, horizon))))
            .ToArray();
        var coins = summary.Units.Select(unit => unit.Coin).Distinct().ToArray();
        var timeframes = summary.Units.Select(unit => unit.Timeframe).Distinct().ToArray();
        return
        [
            Item("data integrity", coins.Select(RunOutputs.Integrity)),
            .. StageOutputs.All.Where(output => output.Deliverable is not null).Select(output => Item(
                output.Deliverable!, IsAsked(output) ? candidates.Select(root => $"{root}/{output.Proof ?? output.Name}") : [])),
            Item("consensus", done.Select(unit => RunOutputs.Consensus(unit.Unit))),
            Item("consensus by bar", done.Select(unit => RunOutputs.ConsensusBars(unit.Unit))),
            Item("decisions", done.Select(unit => RunOutputs.Decisions(unit.Unit))),
            Item("unit reports", done.Select(unit => UnitReport.PathOf(unit.Unit))),
            Item("unit pages", done.Select(unit => RunOutputs.UnitPage(unit.Unit))),
            Item("thresholds", timeframes.Select(RunOutputs.Thresholds)),
            Item("summary", [RunOutputs.Summary]),
            Item("run page", [RunOutputs.RunPage]),
        ];

        bool IsAsked(StageOutput output) => options.Search.IsOn || output.Stage >= ChainStage.Best;

        ChecklistItem Item(string name, IEnumerable<string> files)
        {
            var expected = files.ToArray();
            return new ChecklistItem(name, expected.Length, expected.Count(context.Folder.Exists));
        }
    }
}

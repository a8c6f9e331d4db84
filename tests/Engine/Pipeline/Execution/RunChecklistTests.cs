using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Pipeline.Execution;

public class RunChecklistTests
{
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.H1);
    private static readonly string Root = RunOutputs.Candidate(Unit, "xgboost", 4);

    private static readonly string[] Names =
    [
        RunOutputs.Summary, RunOutputs.RunPage, RunOutputs.Thresholds(Timeframe.H1), RunOutputs.Integrity(Unit.Coin),
        RunOutputs.UnitPage(Unit), UnitReport.PathOf(Unit), RunOutputs.Consensus(Unit), RunOutputs.ConsensusBars(Unit),
        RunOutputs.Decisions(Unit),
        .. new[]
        {
            "optuna.db", "optuna_best.json", "trial_results.json", "optimization_history.json", "optimization_history.png",
            "extended_training_results.json", "extended_model_1/meta.json", "best_config.json", "analysis_plots/fold_spread.png",
            "best_model/meta.json", "final_model/meta.json", "preds_val.parquet", "metrics.json", "training_results.json",
            "preds_test.parquet", "metrics_test.json", "trades.csv", "equity.csv", "equity_curve.svg", "backtest_metrics.json", "edge.json",
        }.Select(name => $"{Root}/{name}"),
    ];

    public static TheoryData<string> Deliverables => [.. Names];

    [Theory]
    [MemberData(nameof(Deliverables))]
    public void Each_output_of_a_finished_run_is_missed(string missing)
    {
        var folder = new MemoryRunFolder();
        foreach (var name in Names)
            folder.Write(name, []);
        Assert.All(Checklist(folder, trials: 5), item => Assert.True(item is { Expected: 1, Complete: true }, $"{item}"));

        folder.Delete(missing);

        Assert.Single(Checklist(folder, trials: 5), item => !item.Complete);
    }

    [Fact]
    public void Without_a_search_none_of_its_outputs_is_expected()
    {
        var none = Checklist(new MemoryRunFolder(), trials: 0).Where(item => item.Expected == 0).Select(item => item.Deliverable);

        Assert.Equal(
            StageOutputs.All.Where(output => output is { Stage: < ChainStage.Best, Deliverable: not null })
                .Select(output => output.Deliverable),
            none);
    }

    private static IReadOnlyList<ChecklistItem> Checklist(MemoryRunFolder folder, int trials)
    {
        var options = new RunOptions
        {
            Timeframes = [Timeframe.H1],
            Models = ["xgboost"],
            Horizons = [4],
            Search = new SearchOptions { Trials = trials },
        };
        var context = new RunContext(options, folder, new MemoryRunFolder(), FeatureExamples.Sets, new ModelRegistry());
        return RunChecklist.Of(
            context,
            RunConclusion.Summarise(options, "run", "test", [new UnitResult(Unit.Coin, Unit.Timeframe, UnitStatus.Done, "", "")]));
    }
}

using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Pipeline.Execution;

/// <summary>One family of each kind through the whole chain: a search, the final models, the backtest and the consensus of them.</summary>
[Collection("torch")]
public class FamiliesTests
{
    private static readonly string[] Kinds = ["linear", "lightgbm", "gru"];

    private static readonly Lazy<PipelineRun> Searched = new(Run);

    [Fact]
    public void Each_is_searched_trained_and_tested()
    {
        foreach (var family in Kinds)
        {
            var root = $"{PipelineRun.Unit}/{family}/h4";
            var study = Searched.Value.Folder.ReadJson<StudyResults>($"{root}/{StageOutputs.TrialResults}");
            Assert.Equal([TrialState.Complete, TrialState.Complete], study.Trials.Select(trial => trial.State));
            Assert.NotEqual(study.Trials[0].Settings, study.Trials[1].Settings);
            Assert.NotEmpty(Searched.Value.Forecasts(family, StageOutputs.TestForecasts).Predictions);
        }
        Assert.Equal(Kinds, Searched.Value.Report.Candidates.Select(candidate => candidate.Family));
    }

    [Fact]
    public void Each_has_a_voice_in_the_consensus()
    {
        var table = Searched.Value.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));

        foreach (var family in Kinds)
        {
            var forecasts = Searched.Value.Forecasts(family, StageOutputs.TestForecasts).Predictions;
            var votes = table.Get<double>($"vote:{family}/h4"); // NaN where its regime is not enabled
            Assert.Equal(forecasts.Select((p, i) => double.IsNaN(votes[i]) ? double.NaN : (double)p.Up - p.Down), votes);
        }
        Assert.Equal(Kinds, Searched.Value.Report.Consensus!.Voters.Select(voter => voter.Family));
    }

    private static PipelineRun Run()
    {
        var run = new PipelineRun(PipelineRun.Market(), options =>
        {
            options.Models = [.. Kinds];
            options.TrainBars = null;
            options.ModelSettings = new()
            {
                ["linear"] = new() { ["rounds"] = 3, ["least_penalty"] = 0.1 },
                ["lightgbm"] = new() { ["rounds"] = 6, ["num_leaves"] = 4 },
                ["gru"] = new() { ["lookback"] = 4, ["hidden_size"] = 4 },
            };
            options.Search = new SearchOptions
            {
                Trials = 2,
                Folds = 2,
                Epochs = 1,
                TopN = 1,
                ExtendFolds = 2,
                ExtendEpochs = 1,
                Pruner = PrunerKind.None,
                Spaces = new()
                {
                    ["gru"] = new()
                    {
                        ["lookback"] = new() { Low = 4, High = 8, Step = 4 },
                        ["hidden_size"] = new() { Low = 4, High = 8, Step = 4 },
                    },
                },
            };
        });
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }
}

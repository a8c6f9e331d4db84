using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Training;

[Collection("torch")]
public class FinalEpochsTests
{
    private const string Network = "SIM001USDT/1h/cnn-lstm/h4";
    private const string Trees = "SIM001USDT/1h/xgboost/h4";

    [Fact]
    public void A_final_network_trains_as_many_epochs_as_asked_for_and_its_files_say_so()
    {
        var run = new PipelineRun(PipelineRun.Market());
        run.Execute();
        Assert.Equal((1, 1), (run.Meta("cnn-lstm", "best_model").Epochs, run.Meta("cnn-lstm", "final_model").Epochs));
        Assert.Equal((1, null), Trained(run, Network));
        var weights = run.Hashes(IsModel);

        run.Context.Options.FinalEpochs = 3; // as 'final --epochs 3' sets it
        var progress = new Progress();
        new UnitPipeline(run.Context).Run(PipelineRun.Unit, progress, CancellationToken.None);

        Assert.Equal((1, 3), (run.Meta("cnn-lstm", "best_model").Epochs, run.Meta("cnn-lstm", "final_model").Epochs));
        Assert.Equal((3, 3), Trained(run, Network));
        Assert.Contains(
            progress.Events,
            step => step is { Stage: FinalStage.Name, LongTraining: { Epochs: 3, Chosen: 1 } } && step.Scope == Network);
        var changed = run.Hashes(IsModel).Where(file => weights[file.Key] != file.Value).Select(file => file.Key);
        Assert.Equal([$"{Network}/final_model/model.safetensors"], changed); // boosting has rounds of its own
        Assert.Null(Trained(run, Trees).Asked);
    }

    [Fact]
    public void The_epochs_asked_for_are_part_of_the_stages_key()
    {
        var run = new PipelineRun(PipelineRun.Market());
        run.Execute();
        var before = run.Folder.ReadJson<StageRecord>(StageRunner.RecordPath(Network, FinalStage.Name)).Key;
        var trees = run.Folder.ReadJson<StageRecord>(StageRunner.RecordPath(Trees, FinalStage.Name)).Key;

        run.Context.Options.FinalEpochs = 1; // as many as validation chose
        run.Execute();

        Assert.NotEqual(before, run.Folder.ReadJson<StageRecord>(StageRunner.RecordPath(Network, FinalStage.Name)).Key);
        Assert.Equal(trees, run.Folder.ReadJson<StageRecord>(StageRunner.RecordPath(Trees, FinalStage.Name)).Key);
    }

    private static bool IsModel(string name) =>
        name.EndsWith("model.safetensors", StringComparison.Ordinal) || name.EndsWith("model.ubj", StringComparison.Ordinal);

    private static (int? Epochs, int? Asked) Trained(PipelineRun run, string candidate)
    {
        var results = run.Folder.ReadJson<TrainingResults>($"{candidate}/training_results.json");
        return (results.FinalEpochs, results.FinalEpochsAskedFor);
    }

    private sealed class Progress : IProgress<StageEvent>
    {
        public List<StageEvent> Events { get; } = [];

        public void Report(StageEvent value) => Events.Add(value);
    }
}

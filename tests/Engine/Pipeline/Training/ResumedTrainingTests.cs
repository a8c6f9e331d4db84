using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Training;

[Collection("torch")]
public class ResumedTrainingTests
{
    private const string Results = "SIM001USDT/1h/cnn-lstm/h4/training_results.json";

    [Fact]
    public void The_processor_time_of_a_training_that_goes_on_from_a_checkpoint_is_not_known()
    {
        var whole = Run();
        Best(whole, new Watch(_ => { }), CancellationToken.None);
        var killed = Run();
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Best(killed, new Watch(StopAfterAnEpoch), stop.Token));
        Best(killed, new Watch(_ => { }), CancellationToken.None);

        Assert.Equal(1, whole.Folder.ReadJson<TrainingResults>(Results).ProcessorSeconds);
        var resumed = killed.Folder.ReadJson<TrainingResults>(Results);
        Assert.Equal((0, 2), (resumed.ProcessorSeconds, resumed.Best.Epochs.Count));

        void StopAfterAnEpoch(StageEvent step)
        {
            if (step.Epoch is not null)
                stop.Cancel();
        }
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void Trees_that_were_kept_are_told_of_at_once_and_gone_on_from(string family)
    {
        var kept = new List<bool>(); // whether the state was there when it was told of
        var whole = Trees(family);
        Best(whole, new Watch(step => See(whole, step)), CancellationToken.None);
        Assert.Equal(Enumerable.Repeat(true, 1 + 1 + ReturnQuantiles.Count), kept); // the classes', the mean's, each quantile's

        var killed = Trees(family);
        using var stop = new CancellationTokenSource();
        kept.Clear();
        Assert.ThrowsAny<OperationCanceledException>(() => Best(killed, new Watch(StopAfterThree), stop.Token));
        Best(killed, new Watch(step => See(killed, step)), CancellationToken.None);

        Assert.Equal(1 + 1 + ReturnQuantiles.Count, kept.Count); // none twice
        var model = $"SIM001USDT/1h/{family}/h4/best_model";
        var files = whole.Folder.List(model);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(whole.Folder.Read(file), killed.Folder.Read(file)));

        void See(PipelineRun run, StageEvent step)
        {
            if (step is { Stage: BestStage.Name, Progress: StageProgress.Advanced, Epoch: null })
                kept.Add(run.Folder.Checkpoints($"SIM001USDT/1h/{family}/h4/unfinished/best.ckpt").Read() is not null);
        }

        void StopAfterThree(StageEvent step)
        {
            See(killed, step);
            if (kept.Count == 3)
                stop.Cancel();
        }
    }

    private static PipelineRun Trees(string family) => new(PipelineRun.Market(), options =>
    {
        options.Models = [family];
        options.ValueHead = true;
        options.ModelSettings[family] = new() { ["rounds"] = 5 };
    });

    private static PipelineRun Run() => new(PipelineRun.Market(), options =>
    {
        options.Models = ["cnn-lstm"];
        options.Epochs = 2;
    });

    private static void Best(PipelineRun run, IProgress<StageEvent> progress, CancellationToken cancellationToken)
    {
        var time = TimeSpan.Zero;
        var context = run.Context with
        {
            Chain = new ChainOptions { Last = ChainStage.Best },
            ProcessorTime = () => time += TimeSpan.FromSeconds(1),
        };
        new UnitPipeline(context).Run(PipelineRun.Unit, progress, cancellationToken);
    }

    private sealed class Watch(Action<StageEvent> look) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => look(value);
    }
}

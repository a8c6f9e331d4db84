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

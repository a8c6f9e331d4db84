using Huracan.Cli.Run;
using Huracan.Contracts.Progress;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Tests.Cli.Run;

public class StageEventTextTests
{
    private static readonly StageEvent Event = new("BTCUSDT/1h/mlp/h4", "final", StageProgress.Advanced, 0.5);

    [Fact]
    public void Numbers_become_a_line_where_they_are_shown()
    {
        Assert.Equal(
            "best epoch 3: train 0.6931 validation 0.7000 12000/s",
            StageEventText.Of(Event with { Epoch = new EpochProgress("best", 3, 0.69312, 0.7, 12000.4) }));
        Assert.Equal(
            "final epoch 3: train 0.6931 12000/s",
            StageEventText.Of(Event with { Epoch = new EpochProgress("final", 3, 0.69312, null, 12000.4) }));
        Assert.Equal(
            "trial 4 complete 0.1250, best 0.2500 (trial 2)",
            StageEventText.Of(Event with { Trial = new TrialProgress(4, "COMPLETE", 0.125, 2, 0.25) }));
        Assert.Equal("trial 0 fail", StageEventText.Of(Event with { Trial = new TrialProgress(0, "FAIL", null, null, null) }));
        Assert.Equal(
            "trades x/final_model: the final model",
            StageEventText.Of(Event with { Model = new BacktestedModel("x/final_model", "the final model") }));
        Assert.Equal(
            "warning: trains 300 epochs as asked for, more than the 12 that validation chose",
            StageEventText.Of(Event with { LongTraining = new LongTraining(300, 12) }));
        Assert.Equal("done", StageEventText.Of(Event with { Progress = StageProgress.Finished }));
        Assert.Equal("started", StageEventText.Of(Event with { Progress = StageProgress.Started }));
    }
}

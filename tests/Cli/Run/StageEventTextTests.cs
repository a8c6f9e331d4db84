using Huracan.Cli.Run;
using Huracan.Contracts.Progress;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Tests.Cli.Run;

public class StageEventTextTests
{
    private static readonly StageEvent Event = new("BTCUSDT/1h/mlp/h4", "final", StageProgress.Advanced, 0.5);

    [Fact]
    public void Each_event_becomes_a_line()
    {
        var epoch = new EpochProgress("best", 3, 0.69312, 0.7, 12000.4);
        var trial = new TrialProgress(4, "COMPLETE", 0.125, 2, 0.25);

        Assert.Equal(ProgressText.Of(epoch), StageEventText.Of(Event with { Epoch = epoch }));
        Assert.Equal(ProgressText.Of(trial), StageEventText.Of(Event with { Trial = trial }));
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

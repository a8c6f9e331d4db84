using Huracan.Cli.Run;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
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
        var opened = new TestEvidence(
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), 9, 0, 0, 3, "market", "specification", 1);
        Assert.Equal("opens the test part, 2026-01-01 to 2026-03-01", StageEventText.Of(Event with { Opened = opened }));
        Assert.Equal(
            "warning: failed, and the unit goes on without it: no figures",
            StageEventText.Of(Event with { Progress = StageProgress.Failed, Failure = "no figures" }));
        Assert.Equal("done", StageEventText.Of(Event with { Progress = StageProgress.Finished }));
        Assert.Equal("started", StageEventText.Of(Event with { Progress = StageProgress.Started }));
    }
}

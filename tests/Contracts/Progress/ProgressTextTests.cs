using Huracan.Contracts.Progress;

namespace Huracan.Tests.Contracts.Progress;

public class ProgressTextTests
{
    [Fact]
    public void Numbers_become_a_line_where_they_are_shown()
    {
        Assert.Equal(
            "best epoch 3: train 0.6931, validation 0.7000, 12,000 samples/s",
            ProgressText.Of(new EpochProgress("best", 3, 0.69312, 0.7, 12000.4)));
        Assert.Equal(
            "final epoch 3: train 0.6931, 12,000 samples/s", ProgressText.Of(new EpochProgress("final", 3, 0.69312, null, 12000.4)));
        Assert.Equal(
            "trial 4 complete 0.1250, best 0.2500 (trial 2)", ProgressText.Of(new TrialProgress(4, "COMPLETE", 0.125, 2, 0.25)));
        Assert.Equal("trial 0 fail", ProgressText.Of(new TrialProgress(0, "FAIL", null, null, null)));
    }
}

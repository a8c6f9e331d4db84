using Huracan.Contracts.Http.Studies;
using Huracan.Dashboard.Studies;

namespace Huracan.Tests.Dashboard.Studies;

public class StudyTextTests
{
    [Fact]
    public void Counts_name_the_states_there_are()
    {
        Assert.Equal("7 trials: 3 complete, 2 pruned, 1 failed, 1 running", StudyText.Counts(new TrialCounts(3, 2, 1, 1, 0)));
        Assert.Equal("1 trial: 1 waiting", StudyText.Counts(new TrialCounts(0, 0, 0, 0, 1)));
    }

    [Fact]
    public void The_charts_are_described_in_words()
    {
        TrialView[] trials = [
            Trials.Of(0, "COMPLETE", 0.1), Trials.Of(1, "PRUNED", -1), Trials.Of(2, "COMPLETE", 0.25), Trials.Of(3, "COMPLETE", 0.2),
        ];
        var study = Trials.Study("MAXIMIZE", 2, 0.25);

        Assert.Equal(
            "The best is trial 2 with 0.25000, the first complete one had 0.10000. The best value so far was reached in 2 steps.",
            StudyText.History(study, StudyPlot.Of(study, trials)));
        Assert.Equal(
            "Each line is a complete trial, the strongest the best: trial 2 with depth 3, kind wide, rate 0.01.",
            StudyText.Parallel(study, trials));
        Assert.Equal("No trial is complete yet.", StudyText.History(Trials.Study("MAXIMIZE"), StudyPlot.Of(study, [])));
    }

    [Fact]
    public void The_status_of_a_trial_is_its_reason_or_its_progress()
    {
        var running = Trials.Of(4, "RUNNING", null);
        var pruned = Trials.Of(1, "PRUNED", -1) with { Reason = "stopped by the pruner after fold 1." };
        Assert.Equal(pruned.Reason, StudyText.Status(pruned));
        Assert.Equal("its first fold is being trained", StudyText.Status(running));
        Assert.Equal("0.05000 after fold 2", StudyText.Status(running with { Reports = [new(0, 0.1), new(1, 0.05)] }));
        Assert.Equal(
            "2.5 s",
            StudyText.Duration(running with { Started = DateTimeOffset.UnixEpoch, Completed = DateTimeOffset.UnixEpoch.AddSeconds(2.5) }));
        Assert.Equal("–", StudyText.Duration(running));
    }

    [Theory]
    [InlineData(3, "3")]
    [InlineData(0.012345, "0.01235")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(20_000, "20000")]
    public void Settings_are_formatted_briefly(double value, string text) => Assert.Equal(text, SettingText.Of(value));
}

using Huracan.Contracts.Http.Studies;
using Huracan.Dashboard.Studies;

namespace Huracan.Tests.Dashboard.Studies;

public class StudyLoadTests
{
    [Fact]
    public void Trials_are_final_up_to_the_first_unfinished_one() =>
        Assert.Equal(
            [0, 1],
            StudyLoad.Settled([
                Trials.Of(0, "FAIL", null), Trials.Of(1, "PRUNED", 1), Trials.Of(2, "RUNNING", null), Trials.Of(3, "COMPLETE", 1),
            ]).Select(trial => trial.Number));

    [Theory]
    [InlineData(5, 5, 1, false)]
    [InlineData(5, 6, 1, true)]
    [InlineData(100, 109, 1, false)]
    [InlineData(100, 110, 1, true)]
    [InlineData(100, 101, 0, true)]
    public void Importance_is_stale_after_ten_percent_more_trials_and_at_the_end(int of, int complete, int running, bool isStale) =>
        Assert.Equal(isStale, StudyLoad.IsStale(of, new TrialCounts(complete, 3, 0, running, 0)));
}

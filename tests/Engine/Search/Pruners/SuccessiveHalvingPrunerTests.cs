using Huracan.Engine.Search.Pruners;

namespace Huracan.Tests.Engine.Search.Pruners;

public class SuccessiveHalvingPrunerTests
{
    [Fact]
    public void About_one_in_four_passes_a_rung_and_the_best_so_far_among_the_first_few()
    {
        var study = MedianPrunerTests.Minimize(new SuccessiveHalvingPruner(minResource: 1), []);
        var verdicts = new double[] { 5, 6, 4, 8, 7, 3, 9, 2, 4.5 }.Select(value => MedianPrunerTests.Asks(study, 0, value)).ToArray();

        // Below its rung, at step 1, a trial passes that is the best so far; from eight rivals on, one of the two best.
        Assert.Equal([false, true, false, true, true, false, true, false, true], verdicts);
    }

    [Fact]
    public void Nothing_is_pruned_before_the_first_rung_and_NaN_at_it_is()
    {
        var study = MedianPrunerTests.Minimize(new SuccessiveHalvingPruner(minResource: 2), []);

        Assert.False(MedianPrunerTests.Asks(study, 9, 9));
        Assert.True(MedianPrunerTests.Asks(study, 1, 1, double.NaN));
    }

    [Fact]
    public void A_rung_that_was_passed_is_noted_as_Optuna_does_and_not_asked_again()
    {
        var study = MedianPrunerTests.Minimize(new SuccessiveHalvingPruner(minResource: 1), []);
        var trial = study.Ask();
        trial.Report(0.5, 1);
        trial.ShouldPrune();
        trial.Report(99, 2);

        Assert.False(trial.ShouldPrune()); // the next rung is at step 4
        Assert.Equal("0.5", trial.Frozen.SystemAttributes["completed_rung_0"]);
    }

    [Fact]
    public void The_first_rung_is_a_hundredth_of_the_longest_complete_trial()
    {
        var study = MedianPrunerTests.Minimize(new SuccessiveHalvingPruner(), [[.. Enumerable.Repeat(1.0, 301)]]);
        var trial = study.Ask();
        trial.Report(1, 2);
        var before = trial.ShouldPrune();
        trial.Report(double.NaN, 3);

        Assert.False(before);
        Assert.True(trial.ShouldPrune());
    }
}

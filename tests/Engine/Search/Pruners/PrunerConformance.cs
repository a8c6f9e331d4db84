using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Pruners;

/// <summary>What every pruner must do, whichever values are better.</summary>
public abstract class PrunerConformance
{
    protected abstract IPruner Pruner();

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void Asked_twice_it_answers_the_same(StudyDirection direction)
    {
        var study = Filled(direction, 20);
        for (var round = 0; round < 20; round++)
        {
            var trial = study.Ask();
            for (var step = 0; step < 6; step++)
            {
                trial.Report(Signed(direction, round / 2.0 - step % 3), step);
                Assert.Equal(trial.ShouldPrune(), trial.ShouldPrune());
            }
            study.Tell(trial, TrialState.Fail);
        }
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void A_study_opened_again_prunes_the_same(StudyDirection direction)
    {
        using var storage = new MemoryStudyStorage(direction);
        var study = Fill(new Study(storage, new RandomSampler(), Pruner(), 1, TimeProvider.System), 20);
        var trial = study.Ask();
        Report(trial, direction, 7);
        var reopened = new Study(storage, new RandomSampler(), Pruner(), 1, TimeProvider.System);

        Assert.Equal(study.Pruner.ShouldPrune(study, trial.Frozen), reopened.Pruner.ShouldPrune(reopened, reopened.Trials[trial.Number]));
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void What_is_better_than_all_others_at_every_step_is_kept(StudyDirection direction)
    {
        var study = Filled(direction, 20);
        var trial = study.Ask();
        for (var step = 0; step < 6; step++)
        {
            trial.Report(Signed(direction, -1), step);
            Assert.False(trial.ShouldPrune());
        }
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void The_first_trial_and_one_without_reports_are_kept(StudyDirection direction)
    {
        var first = Filled(direction, 0).Ask();
        Report(first, direction, 5);

        Assert.False(first.ShouldPrune());
        Assert.False(Filled(direction, 20).Ask().ShouldPrune());
    }

    [Fact]
    public void Reports_that_are_not_finite_are_answered_and_make_no_trial_the_best()
    {
        var study = Filled(StudyDirection.Minimize, 20);
        foreach (var odd in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var trial = study.Ask();
            for (var step = 0; step < 6; step++)
                trial.Report(odd, step);
            trial.ShouldPrune();
            study.Tell(trial, TrialState.Pruned);
        }
        Assert.Equal(0, study.Best!.Value); // twenty are complete
    }

    // Trial i's curve lies at i and goes up and down a little.
    protected Study Filled(StudyDirection direction, int trials) =>
        Fill(new Study(new MemoryStudyStorage(direction), new RandomSampler(), Pruner(), 1, TimeProvider.System), trials);

    protected static void Report(Trial trial, StudyDirection direction, double level)
    {
        for (var step = 0; step < 6; step++)
            trial.Report(Signed(direction, level + step % 2 * 0.1), step);
    }

    private static Study Fill(Study study, int trials)
    {
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            Report(trial, study.Direction, i);
            trial.ShouldPrune();
            study.Tell(trial, TrialState.Complete, Signed(study.Direction, i));
        }
        return study;
    }

    private static double Signed(StudyDirection direction, double value) => direction == StudyDirection.Minimize ? value : -value;
}

public sealed class NoPrunerConformance : PrunerConformance
{
    protected override IPruner Pruner() => new NoPruner();
}

public sealed class MedianPrunerConformance : PrunerConformance
{
    protected override IPruner Pruner() => new MedianPruner();

    [Fact]
    public void What_ends_later_counts_at_once()
    {
        var study = Filled(StudyDirection.Minimize, 5);
        var asked = study.Ask();
        Report(asked, StudyDirection.Minimize, 3);
        var before = asked.ShouldPrune();
        foreach (var level in new[] { 4.0, 5, 6, 7, 8 })
        {
            var other = study.Ask();
            Report(other, StudyDirection.Minimize, level);
            study.Tell(other, TrialState.Complete, level);
        }

        Assert.True(before); // 3 beside a median of 2
        Assert.False(asked.ShouldPrune()); // beside 3.5 and more
    }
}

public sealed class HalvingPrunerConformance : PrunerConformance
{
    protected override IPruner Pruner() => new SuccessiveHalvingPruner(minResource: 1);
}

public sealed class WilcoxonPrunerConformance : PrunerConformance
{
    protected override IPruner Pruner() => new WilcoxonPruner();
}

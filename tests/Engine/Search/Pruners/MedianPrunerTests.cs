using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Pruners;

public class MedianPrunerTests
{
    [Fact]
    public void What_is_worse_than_the_median_of_complete_trials_at_its_step_is_pruned()
    {
        var study = Minimize(new MedianPruner(), [[1.0, 1], [2, 2], [3, 3], [4, 4], [5, 5]]);

        Assert.False(Asks(study, 3.0));
        Assert.True(Asks(study, 3.0001));
    }

    [Fact]
    public void Its_best_report_counts_and_not_its_last()
    {
        var study = Minimize(new MedianPruner(), [[1.0, 1], [2, 2], [3, 3], [4, 4], [5, 5]]);

        Assert.False(Asks(study, 2, 100));
    }

    [Fact]
    public void Too_few_complete_trials_prune_nothing_and_pruned_ones_do_not_count()
    {
        var study = Minimize(new MedianPruner(), [[1.0], [2], [3], [4]]);
        var pruned = study.Ask();
        pruned.Report(9, 0);
        study.Tell(pruned, TrialState.Pruned);

        Assert.False(Asks(study, 1000));
    }

    [Fact]
    public void Nothing_but_NaN_is_pruned_and_NaN_of_others_is_passed_over()
    {
        var study = Minimize(new MedianPruner(), [[1.0], [2], [3], [double.NaN], [double.NaN]]);

        Assert.True(Asks(study, double.NaN));
        Assert.False(Asks(study, 2));
        Assert.True(Asks(study, 2.5));
    }

    [Fact]
    public void A_step_nobody_has_reported_is_kept()
    {
        var study = Minimize(new MedianPruner(), [[1.0], [2], [3], [4], [5]]);

        Assert.False(Asks(study, 3, 1000));
    }

    [Fact]
    public void Warm_up_and_interval_say_when_it_looks()
    {
        var study = Minimize(new MedianPruner(warmupSteps: 1, intervalSteps: 2), [.. Enumerable.Repeat(new[] { 1.0, 1, 1, 1 }, 5)]);
        var trial = study.Ask();
        var verdicts = new List<bool>();
        for (var step = 0; step < 4; step++)
        {
            trial.Report(9, step);
            verdicts.Add(trial.ShouldPrune());
        }

        Assert.Equal([false, true, false, true], verdicts);
    }

    [Fact]
    public void Greater_is_better_where_the_study_maximises()
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Maximize);
        var study = Filled(storage, new MedianPruner(), [[1.0], [2], [3], [4], [5]]);

        Assert.True(Asks(study, 2.9));
        Assert.False(Asks(study, 3.1));
    }

    internal static bool Asks(Study study, params double[] curve)
    {
        var trial = study.Ask();
        for (var step = 0; step < curve.Length; step++)
            trial.Report(curve[step], step);
        var verdict = trial.ShouldPrune();
        study.Tell(trial, TrialState.Fail);
        return verdict;
    }

    internal static Study Minimize(IPruner pruner, double[][] curves) =>
        Filled(new MemoryStudyStorage(StudyDirection.Minimize), pruner, curves);

    internal static Study Filled(IStudyStorage storage, IPruner pruner, double[][] curves)
    {
        var study = new Study(storage, new RandomSampler(), pruner, 1, TimeProvider.System);
        foreach (var curve in curves)
        {
            var trial = study.Ask();
            for (var step = 0; step < curve.Length; step++)
                trial.Report(curve[step], step);
            study.Tell(trial, TrialState.Complete, double.IsNaN(curve[^1]) ? 0 : curve[^1]);
        }
        return study;
    }
}

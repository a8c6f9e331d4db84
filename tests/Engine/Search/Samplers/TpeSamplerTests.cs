using Huracan.Engine;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Samplers;

/// <summary>What the sampler keeps from trial to trial gives the suggestions of an estimator that starts anew for each.</summary>
public class TpeSamplerTests
{
    private static readonly Distribution[] Distributions =
    [
        new IntDistribution(32, 512, step: 32), new CategoricalDistribution(["lstm", "gru", "rnn"]),
        new FloatDistribution(0, 0.5, Step: 0.05), new FloatDistribution(1e-5, 1e-1, Log: true), new FloatDistribution(-1, 1),
    ];

    private static readonly SearchSpace Space = new([.. Distributions.Select((one, i) => new SearchParameter($"p{i}", one))]);

    public static TheoryData<bool> Rules => new(true, false);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_suggestion_is_that_of_a_new_estimator(bool followsSpread) =>
        Compare(new MemoryStudyStorage(StudyDirection.Minimize), new TpeOptions { FollowsSpread = followsSpread }, 300);

    [Fact]
    public void In_a_long_study_the_newest_trials_count_among_the_rest()
    {
        var storage = new MemoryStudyStorage(StudyDirection.Minimize);
        var study = new Study(storage, new RandomSampler(), new NoPruner(), 3, TimeProvider.System);
        while (study.Trials.Count < TpeHistory.MostOthers - 20)
            Tell(study, study.Ask());
        Compare(storage, new TpeOptions(), 60);
    }

    // Three trials run side by side and end in another order.
    private static void Compare(MemoryStudyStorage storage, TpeOptions options, int trials)
    {
        var study = new Study(storage, new TpeSampler(options), new NoPruner(), 7, TimeProvider.System);
        var compared = 0;
        for (var round = 0; round < trials / 3; round++)
        {
            Trial[] running = [study.Ask(), study.Ask(), study.Ask()];
            foreach (var trial in running)
            {
                var expected = Suggest(study, trial.Number, options);
                trial.Suggest(Space);
                if (expected is null)
                    continue;
                Assert.Equal(expected, trial.Frozen.Parameters.Select(pair => pair.Value.Value));
                compared++;
            }
            foreach (var trial in running.Reverse())
                Tell(study, trial);
        }
        Assert.InRange(compared, trials - 12, trials);
    }

    private static void Tell(Study study, Trial trial)
    {
        trial.Suggest(Space);
        var x = trial.Frozen.Parameters.Select(pair => pair.Value.Value).ToArray();
        trial.Report(x[4], 1);
        if (trial.Number % 3 == 1)
            study.Tell(trial, TrialState.Pruned);
        else
            study.Tell(trial, TrialState.Complete, Math.Pow(Math.Log10(x[3]) + 3, 2) + Math.Abs(x[4] - 0.3) + x[0] / 500 + x[1]);
    }

    private static double[]? Suggest(Study study, int number, TpeOptions options)
    {
        var finished = study.Trials.Where(trial => trial.IsFinished).ToArray();
        if (finished.Length < options.StartupTrials)
            return null;
        var good = finished.OrderBy(trial => TrialMerit.Of(trial, study.Direction))
            .Take(TpeHistory.Good(finished.Length))
            .OrderBy(trial => trial.Number)
            .ToArray();
        var running = study.Trials.Where(trial => !trial.IsFinished && trial.Number != number && trial.Parameters.Length > 0);
        var others = finished.TakeLast(TpeHistory.MostOthers).Except(good).Concat(running).ToArray();
        var high = new ParzenEstimator(Distributions, Rows(good), options.GoodParzen);
        var points = high.Draw(
            options.Candidates, new SeededRandom(SeededRandom.Derive(study.Seed, $"trial {number}")).Fork("together"));
        var low = new ParzenEstimator(Distributions, Rows(others), options.BadParzen).LogDensity(points);
        var scores = high.LogDensity(points).Zip(low, (a, b) => a - b).ToArray();
        var best = Array.IndexOf(scores, scores.Max());
        return Array.ConvertAll(points, row => row[best]);
    }

    private static double[][] Rows(FrozenTrial[] trials) =>
        [.. Distributions.Select((_, i) => Array.ConvertAll(trials, trial => trial.Parameters[i].Value.Value))];
}

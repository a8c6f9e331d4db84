using Huracan.Engine;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Samplers;

/// <summary>What every sampler must do.</summary>
public abstract class SamplerConformance
{
    private static readonly SearchSpace Mixed = new(
    [
        new("rate", new FloatDistribution(1e-5, 1e-1, Log: true)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.05)),
        new("width", new FloatDistribution(-1, 1)),
        new("units", new IntDistribution(16, 256, log: true)),
        new("batch", new IntDistribution(32, 512, step: 32)),
        new("cell", new CategoricalDistribution(["lstm", "gru", null])),
        new("layers", new IntDistribution(1, 4)) { Parent = "cell", When = cell => cell is "lstm" },
        new("only", new IntDistribution(3, 3)),
    ]);

    protected abstract ISampler Sampler();

    [Fact]
    public void Every_value_is_one_of_its_distribution()
    {
        foreach (var trial in Run(Mixed, 60, 1).Trials)
            Assert.All(trial.Parameters, pair =>
                Assert.True(pair.Value.Distribution.Contains(pair.Value.Value), $"{pair.Key} = {pair.Value.Value}"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_trials_and_another_gives_others()
    {
        Assert.Equal(Values(Run(Mixed, 40, 7)), Values(Run(Mixed, 40, 7)));
        Assert.NotEqual(Values(Run(Mixed, 40, 7)), Values(Run(Mixed, 40, 8)));
    }

    [Fact]
    public void A_study_opened_again_goes_on_as_if_it_had_not_been_closed()
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Minimize);
        Continue(storage, Mixed, 17, 7);

        var resumed = Continue(storage, Mixed, 23, 7);

        Assert.Equal(Values(Run(Mixed, 40, 7)), Values(resumed));
    }

    [Fact]
    public void A_parameter_is_there_only_where_its_condition_holds()
    {
        var trials = Run(Mixed, 60, 3).Trials;

        Assert.All(trials, trial =>
            Assert.Equal(trial.TryGet("cell", out var cell) && cell.External is "lstm", trial.TryGet("layers", out _)));
        Assert.Contains(trials, trial => trial.TryGet("layers", out _));
        Assert.All(trials, trial => Assert.True(trial.TryGet("only", out var only) && only.External is 3L));
    }

    [Fact]
    public void Values_that_are_no_numbers_and_trials_that_fail_do_not_stop_it()
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Maximize);
        var study = new Study(storage, Sampler(), new NoPruner(), 5, TimeProvider.System);
        for (var i = 0; i < 60; i++)
        {
            var trial = study.Ask();
            trial.Suggest(Mixed);
            if (i % 3 == 0)
                study.Tell(trial, TrialState.Fail, reason: "out of memory");
            else if (i % 3 == 1)
            {
                trial.Report(i % 2 == 0 ? double.NaN : double.NegativeInfinity, 0);
                study.Tell(trial, TrialState.Pruned);
            }
            else
                study.Tell(trial, TrialState.Complete, i % 4 == 0 ? double.PositiveInfinity : i);
        }
        Assert.Equal(60, study.Trials.Count);
    }

    [Fact]
    public void Trials_asked_side_by_side_differ_and_are_the_same_each_time()
    {
        Assert.Equal(SideBySide(11), SideBySide(11));
        Assert.Equal(48, SideBySide(11).Distinct().Count());
    }

    [Fact]
    public void A_study_with_pending_trials_opened_again_suggests_the_same()
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Minimize);
        var study = Continue(storage, Mixed, 30, 7);
        for (var i = 0; i < 4; i++)
            study.Ask().Suggest(Mixed);
        var reopened = new Study(storage, Sampler(), new NoPruner(), 7, TimeProvider.System);

        study.Ask().Suggest(Mixed);
        reopened.Ask().Suggest(Mixed);

        Assert.Equal(Values(study).Last(), Values(reopened).Last());
    }

    // Four workers: each round asks four trials, then tells them in another order; every third is pruned.
    private string[] SideBySide(ulong seed)
    {
        var study = new Study(new MemoryStudyStorage(StudyDirection.Minimize), Sampler(), new NoPruner(), seed, TimeProvider.System);
        for (var round = 0; round < 12; round++)
        {
            var trials = Enumerable.Range(0, 4).Select(_ => study.Ask()).ToArray();
            var widths = trials.Select(trial => (double)trial.Suggest(Mixed)["width"]!).ToArray(); // the space has it
            foreach (var i in new[] { 2, 0, 3, 1 })
            {
                trials[i].Report(widths[i], 1);
                if (trials[i].Number % 3 == 2)
                    study.Tell(trials[i], TrialState.Pruned);
                else
                    study.Tell(trials[i], TrialState.Complete, Math.Abs(widths[i] - 0.3));
            }
        }
        return [.. Values(study)];
    }

    protected static double Sphere(Trial trial)
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var x = (double)trial.Suggest($"x{i}", new FloatDistribution(-5, 5))!;
            sum += x * x;
        }
        return sum;
    }

    protected Study Minimize(Func<Trial, double> objective, int trials, ulong seed)
    {
        var study = new Study(new MemoryStudyStorage(StudyDirection.Minimize), Sampler(), new NoPruner(), seed, TimeProvider.System);
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial, TrialState.Complete, objective(trial));
        }
        return study;
    }

    private Study Run(SearchSpace space, int trials, ulong seed) =>
        Continue(new MemoryStudyStorage(StudyDirection.Minimize), space, trials, seed);

    private Study Continue(IStudyStorage storage, SearchSpace space, int trials, ulong seed)
    {
        var study = new Study(storage, Sampler(), new NoPruner(), seed, TimeProvider.System);
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            var values = trial.Suggest(space);
            // the space has both
            study.Tell(trial, TrialState.Complete, Math.Abs((double)values["width"]! - 0.3) + (double)values["dropout"]!);
        }
        return study;
    }

    private static IEnumerable<string> Values(Study study) =>
        study.Trials.Select(trial =>
            string.Join(" ", trial.Parameters.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value.Value:R}"))));
}

public sealed class RandomSamplerTests : SamplerConformance
{
    protected override ISampler Sampler() => new RandomSampler();

    [Fact]
    public void Draws_lie_evenly_on_their_scale()
    {
        var random = new SeededRandom(1);
        var rates = Enumerable.Range(0, 20_000)
            .Select(_ => RandomSampler.Draw(new FloatDistribution(1e-4, 1, Log: true), random))
            .ToArray();
        var batches = Enumerable.Range(0, 20_000).Select(_ => RandomSampler.Draw(new IntDistribution(1, 4), random)).ToArray();

        Assert.InRange(rates.Count(rate => rate < 1e-2) / 20_000.0, 0.485, 0.515);
        Assert.All(Enumerable.Range(1, 4), batch => Assert.InRange(batches.Count(drawn => drawn == batch) / 20_000.0, 0.235, 0.265));
    }
}

public sealed class MultivariateTpeTests : SamplerConformance
{
    protected override ISampler Sampler() => new TpeSampler();

    [Fact]
    public void It_finds_a_bowls_bottom_far_sooner_than_chance() => Assert.True(Minimize(Sphere, 100, 1).Best!.Value < 0.3);
}

public sealed class Optuna5TpeTests : SamplerConformance
{
    protected override ISampler Sampler() => new TpeSampler(TpeOptions.Optuna5);

    [Fact]
    public void It_finds_a_bowls_bottom_sooner_than_chance() => Assert.True(Minimize(Sphere, 100, 1).Best!.Value < 1.0);
}

public sealed class UnivariateTpeTests : SamplerConformance
{
    protected override ISampler Sampler() => new TpeSampler(TpeOptions.Optuna4);

    [Fact]
    public void It_finds_a_bowls_bottom_sooner_than_chance() => Assert.True(Minimize(Sphere, 100, 1).Best!.Value < 1.0);
}

public sealed class FineTuneSamplerTests : SamplerConformance
{
    protected override ISampler Sampler() => new FineTuneSampler();

    [Fact]
    public void It_closes_in_on_a_bowls_bottom() => Assert.True(Minimize(Sphere, 150, 1).Best!.Value < 0.01);
}

public sealed class PhasedSamplerTests : SamplerConformance
{
    protected override ISampler Sampler() => new PhasedSampler(10, 15);

    [Fact]
    public void Phases_follow_the_numbers_of_the_trials()
    {
        var sampler = new PhasedSampler(10, 15);

        Assert.Equal([1, 1, 2, 2, 3], new[] { 0, 9, 10, 24, 25 }.Select(sampler.PhaseOf));
    }
}

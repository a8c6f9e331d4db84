using System.Text;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Boosting;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.XGBoost;
using Huracan.Tests.Engine.Training;

namespace Huracan.Tests.Engine.Models.Boosting;

public sealed class BoostingFitTests
{
    private const int Rounds = 250; // three parts

    private readonly Samples train = MadeUp.Samples(600, 1);
    private readonly Samples validation = MadeUp.Samples(200, 2);

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void Each_part_goes_on_from_the_trees_of_those_before(string family)
    {
        using var model = Create(family);

        var result = model.Fit(train, null, new() { ExactRounds = Rounds, Seed = 5 }, default);

        var losses = result.Epochs.Select(epoch => epoch.TrainLoss).ToArray();
        Assert.Equal(Rounds, losses.Length);
        for (var round = 1; round < Rounds; round++)
            Assert.InRange(losses[round], 0.98 * losses[round - 1], losses[round - 1]); // at so low a rate each round helps a little
        Assert.Equal(losses[^1], Loss(model, train), 1e-5); // all parts forecast
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void The_best_round_of_a_later_part_is_the_best_on_validation(string family)
    {
        using var model = Create(family, ("rounds", 350), ("early_stopping_rounds", 1000));
        var weighted = train with { Weights = [.. Enumerable.Range(0, train.Count).Select(i => 0.5f + i % 2)] };

        var result = model.Fit(weighted, validation, new() { Seed = 5 }, default);

        Assert.InRange(result.BestEpoch, BoostingFit.FirstPart + 1, 350);
        Assert.Equal(result.Epochs.Min(epoch => epoch.ValidationLoss), result.BestLoss);
        Assert.Equal(result.BestLoss, Loss(model, validation), 1e-5);
    }

    [Fact]
    public void Parts_end_after_a_hundred_rounds_and_whenever_their_number_has_doubled()
    {
        var (checkpoints, seeds) = (new MemoryCheckpoints(), new List<string>());
        var fit = Fit(1000, isValidated: false, checkpoints);

        Grow(fit, _ => double.NaN);

        foreach (var round in Encoding.UTF8.GetString(fit.BestTrees).Split(' '))
            seeds.Add(round.Split(':')[0]);
        Assert.Equal((1000, 1000, 4), (fit.BestRounds, seeds.Count, checkpoints.Writes)); // the end of the last part ends the fit
        Assert.Equal([1, 101, 201, 401, 801], Enumerable.Range(0, 1000).Where(i => i == 0 || seeds[i] != seeds[i - 1]).Select(i => i + 1));
        Assert.Equal(5, seeds.Distinct().Count());
    }

    [Theory]
    [InlineData(70, 100)]
    [InlineData(70, 101)]
    [InlineData(99, 230)]
    [InlineData(150, 200)]
    [InlineData(150, 201)]
    public void Patience_ends_it_wherever_parts_end_and_a_kill_changes_nothing(int best, int stopped)
    {
        double Loss(int round) => round <= best ? 2 - 0.001 * round : 2;
        var whole = Fit(1000, isValidated: true, null, patience: stopped - best);
        Grow(whole, Loss);
        var checkpoints = new MemoryCheckpoints { KilledAtWrite = 1 };
        var killed = Fit(1000, isValidated: true, checkpoints, patience: stopped - best);
        if (stopped > 100)
            Assert.Throws<KilledException>(() => Grow(killed, Loss));
        else
            Grow(killed, Loss);
        var resumed = Fit(1000, isValidated: true, checkpoints, patience: stopped - best);

        Grow(resumed, Loss);

        Assert.Equal((best, stopped, true), (whole.BestRounds, whole.Result.Epochs.Count, whole.Result.StoppedEarly));
        Assert.Equal(2 - 0.001 * best, whole.Result.BestLoss);
        Assert.Equal((best, stopped, true), (resumed.BestRounds, resumed.Result.Epochs.Count, resumed.Result.StoppedEarly));
        Assert.Equal(whole.BestTrees, resumed.BestTrees);
        // As the part of the best round left them, so that a refit for as many rounds has the same bytes.
        var partOfBest = best <= 100 ? 100 : 200;
        Assert.Equal(Math.Min(stopped, partOfBest), Encoding.UTF8.GetString(whole.BestTrees).Split(' ').Length);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(101, 100)]
    [InlineData(102, 101)]
    public void Where_nothing_is_left_to_split_it_ends(int unsplitFrom, int rounds)
    {
        var checkpoints = new MemoryCheckpoints();
        var fit = Fit(1000, isValidated: false, checkpoints);

        fit.Grow((trees, seed) => new ScriptedTrees(trees, seed, _ => double.NaN, unsplitFrom), default);

        Assert.Equal((rounds, rounds, false), (fit.BestRounds, fit.Result.Epochs.Count, fit.Result.StoppedEarly));
        Assert.Equal(rounds, Encoding.UTF8.GetString(fit.BestTrees).Split(' ').Length);
    }

    private BoostingFit Fit(int rounds, bool isValidated, MemoryCheckpoints? checkpoints, int patience = 30) => new(
        "scripted", rounds, patience, hasValueHead: false, new() { Seed = 5, Checkpoints = checkpoints }, train,
        isValidated ? validation : null);

    private static void Grow(BoostingFit fit, Func<int, double> validationLoss) =>
        fit.Grow((trees, seed) => new ScriptedTrees(trees, seed, validationLoss, unsplitFrom: null), default);

    private static IModel Create(string family, params (string, double)[] more)
    {
        var settings = MadeUp.Settings(family, [("learning_rate", 0.01), .. more]);
        return family == "xgboost" ? new XGBoostModel(settings) : new LightGBMModel(settings);
    }

    private static double Loss(IModel model, Samples samples) => MadeUp.Loss(samples, model.Predict(samples.Table, samples.Bars));
}

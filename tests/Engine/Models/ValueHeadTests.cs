using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Tests.Engine.Training;

namespace Huracan.Tests.Engine.Models;

/// <summary>What a family with a value head must do beside what every family must.</summary>
[Collection("torch")]
public class ValueHeadTests
{
    private static readonly ModelRegistry Families = new();

    private static string[] WithHead => [.. Families.Families.Where(family => family.CanHaveValueHead).Select(family => family.Name)];

    public static TheoryData<string> Names => [.. WithHead];

    [Fact]
    public void Which_families_have_one() => Assert.Equal(
        ["cnn-lstm", "gru", "lightgbm", "linear", "lstm", "nhits", "patchtst", "tcn", "tft", "transformer", "xgboost"],
        WithHead);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_saved_with_the_model_and_forecasts_the_same_when_loaded(string family)
    {
        var samples = MadeUp.Samples(250, 1);
        var options = new FitOptions { ExactRounds = 2, BatchSize = 64, Seed = 4 };
        using var model = Create(family, 1);
        using var again = Create(family, 1);
        using var loaded = Create(family, 1);
        using var plain = Create(family, 0);
        model.Fit(samples, null, options, default);
        again.Fit(samples, null, options, default);
        plain.Fit(samples, null, options, default);

        var (files, forecasts) = (model.Save(), model.PredictQuantiles(samples.Table, samples.Bars));
        loaded.Load(files);

        Assert.Equal(files, again.Save());
        Assert.Equal(files, loaded.Save());
        Assert.Equal(forecasts.Predictions, model.Predict(samples.Table, samples.Bars));
        Assert.Equal(forecasts.Predictions, loaded.PredictQuantiles(samples.Table, samples.Bars).Predictions);
        Assert.Equal(forecasts.Quantiles, loaded.PredictQuantiles(samples.Table, samples.Bars).Quantiles);
        Assert.Equal(samples.Count * ReturnQuantiles.Count, forecasts.Quantiles.Length);
        for (var i = 0; i < samples.Count; i++)
        {
            var row = forecasts.Quantiles[(i * ReturnQuantiles.Count)..((i + 1) * ReturnQuantiles.Count)];
            Assert.Equal(row.Order(), row);
            Assert.All(row, value => Assert.True(float.IsFinite(value)));
        }
        Assert.False(plain.HasValueHead);
        Assert.Throws<InvalidOperationException>(() => plain.PredictQuantiles(samples.Table, samples.Bars));
        Assert.Throws<InputRefusedException>(() => loaded.Load(plain.Save()));
        Assert.DoesNotContain(plain.Save().Keys, name => name.Contains("quantile", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    public void Trees_that_had_grown_when_a_training_was_killed_are_kept(string family)
    {
        var samples = MadeUp.Samples(250, 1);
        var options = new FitOptions { ExactRounds = 3, Seed = 4 };
        using var whole = Create(family, 1);
        whole.Fit(samples, null, options, default);
        var checkpoints = new MemoryCheckpoints { KilledAtWrite = 3 }; // after the classes, the mean and one quantile
        using var killed = Create(family, 1);
        Assert.Throws<KilledException>(
            () => killed.Fit(samples, null, options with { Checkpoints = checkpoints }, default));

        using var resumed = Create(family, 1);
        var seen = new RoundsSeen();
        resumed.Fit(samples, null, options with { Checkpoints = checkpoints, Progress = seen }, default);

        Assert.Equal(whole.Save(), resumed.Save());
        Assert.Empty(seen.Rounds);
        Assert.Equal(1 + 1 + ReturnQuantiles.Count, checkpoints.Writes); // none twice
    }

    // The mean follows the first feature, the spread the second.
    [Theory]
    [InlineData("linear")]
    [InlineData("lightgbm")]
    [InlineData("xgboost")]
    [InlineData("gru")]
    [InlineData("cnn-lstm")]
    public void Mean_and_spread_are_learnt_and_the_classes_stay_as_they_were(string family)
    {
        var (train, unseen) = (Spread(2_000, 1), Spread(1_500, 2));
        var options = new FitOptions { ExactRounds = family is "lightgbm" or "xgboost" ? 60 : 25, BatchSize = 64, Seed = 4 };
        using var model = Create(family, 1);
        using var plain = Create(family, 0);
        model.Fit(train, null, options, default);
        plain.Fit(train, null, options, default);

        var (predictions, quantiles) = model.PredictQuantiles(unseen.Table, unseen.Bars);
        var before = plain.Predict(unseen.Table, unseen.Bars);

        var (squares, ofClasses) = (Squares(unseen, predictions), Squares(unseen, before)); // the classes tell much of the mean as well
        Assert.True(squares < 1.05 * ofClasses, $"{squares} against {ofClasses}");
        Assert.InRange(1 - squares / unseen.Returns.Sum(r => (double)r * r), 0.2, 1);
        float[] same = [.. train.Returns.Order()];
        float[] unconditional = [.. ReturnQuantiles.Levels.Select(level => same[(int)(level * same.Length)])];
        double Pinball(Func<int, float[]> of) =>
            Enumerable.Range(0, unseen.Count).Average(i => ReturnQuantiles.PinballLoss(of(i), unseen.Returns[i]));
        var known = Pinball(i => quantiles[(i * ReturnQuantiles.Count)..((i + 1) * ReturnQuantiles.Count)]);
        Assert.True(known < 0.93 * Pinball(_ => unconditional), $"{known} against {Pinball(_ => unconditional)}");
        foreach (var isWide in new[] { false, true })
        {
            int[] half = [.. Enumerable.Range(0, unseen.Count).Where(i => IsWide(unseen, i) == isWide)];
            var inside = half.Average(i =>
                unseen.Returns[i] >= quantiles[i * ReturnQuantiles.Count]
                && unseen.Returns[i] <= quantiles[i * ReturnQuantiles.Count + ReturnQuantiles.Count - 1] ? 1.0 : 0);
            Assert.InRange(inside, 0.75, 0.99);
        }
        if (family is "linear" or "lightgbm" or "xgboost") // trained beside the classes, which share nothing with it
            Assert.Equal(before.Select(p => (p.Down, p.Flat, p.Up)), predictions.Select(p => (p.Down, p.Flat, p.Up)));
    }

    // What the least of squared errors and of pinball losses must fulfil (Koenker and Bassett, 1978, theorem 3.4): errors and signs of
    // errors have nothing to do with the features.
    [Fact]
    public void Linear_forecasts_are_the_least_of_their_losses()
    {
        var train = Spread(3_000, 5) with { Weights = [.. Enumerable.Range(0, 3_000).Select(i => 0.5f + i % 2)] };

        var head = LinearValueHead.Fit(train, l1Ratio: 0, strength: 1e-9, default);

        var quantiles = new float[ReturnQuantiles.Count];
        var moments = new double[ReturnQuantiles.Count + 1, MadeUp.Features + 1];
        for (var i = 0; i < train.Count; i++)
        {
            var row = train.Table.Row(train.Bars[i]);
            head.Quantiles(row, quantiles);
            for (var k = 0; k <= ReturnQuantiles.Count; k++)
            {
                var error = k == 0
                    ? (train.Returns[i] - head.Value(row)) / head.Scale.Deviation
                    : ReturnQuantiles.Levels[k - 1] - (train.Returns[i] < quantiles[k - 1] ? 1 : 0);
                for (var j = 0; j <= MadeUp.Features; j++)
                    moments[k, j] += train.WeightOf(i) * error * (j == 0 ? 1 : row[j - 1]) / train.TotalWeight();
            }
        }
        for (var k = 0; k <= ReturnQuantiles.Count; k++)
        {
            for (var j = 0; j <= MadeUp.Features; j++)
                Assert.Equal(0, moments[k, j], k == 0 ? 1e-3 : 0.012); // the corner is rounded
        }
    }

    // One feature says which of two normal distributions the return is of.
    [Fact]
    public void Quantiles_of_xgboost_are_those_of_the_distribution()
    {
        var made = MadeUp.Samples(6_000, 6);
        var random = new SeededRandom(7);
        bool IsSecond(int i) => made.Table.Row(made.Bars[i])[2] > 0.4;
        var samples = made with
        {
            Returns = [.. Enumerable.Range(0, made.Count).Select(i => (float)(IsSecond(i)
                ? -0.01 + 0.02 * random.NextGaussian()
                : 0.004 + 0.005 * random.NextGaussian()))],
            Weights = [.. Enumerable.Range(0, made.Count).Select(i => 0.5f + i % 2)],
        };
        using var model = Create("xgboost", 1);
        model.Fit(samples, null, new FitOptions { ExactRounds = 150, Seed = 4 }, default);

        var (predictions, quantiles) = model.PredictQuantiles(made.Table, made.Bars);

        double[] normal = [-1.6449, -0.6745, 0, 0.6745, 1.6449];
        foreach (var isSecond in new[] { false, true })
        {
            var (mean, deviation) = isSecond ? (-0.01, 0.02) : (0.004, 0.005);
            int[] rows = [.. Enumerable.Range(0, made.Count).Where(i => IsSecond(i) == isSecond)];
            for (var k = 0; k < ReturnQuantiles.Count; k++)
                Assert.Equal(mean + deviation * normal[k], rows.Average(i => quantiles[i * ReturnQuantiles.Count + k]), 0.15 * deviation);
            Assert.Equal(mean, rows.Average(i => predictions[i].Value), 0.1 * deviation);
        }
    }

    private static IQuantileForecaster Create(string family, int head)
    {
        (string, double)[] small = family switch
        {
            "linear" => [("rounds", 25)],
            "xgboost" => [("learning_rate", 0.1), ("max_depth", 2)],
            "lightgbm" => [("learning_rate", 0.1), ("min_data_in_leaf", 100), ("num_leaves", 4)],
            "cnn-lstm" => [("lookback", 4), ("conv_channels", 8), ("hidden_size", 8), ("dropout", 0), ("learning_rate", 0.01)],
            "tcn" => [("lookback", 4), ("channels", 4), ("blocks", 1)],
            "nhits" => [("lookback", 4), ("hidden_size", 8)],
            "lstm" or "gru" => [("lookback", 4), ("hidden_size", 8), ("dropout", 0), ("learning_rate", 0.01)],
            "patchtst" => [("lookback", 8), ("patch_length", 4), ("stride", 2), ("heads", 2), ("head_size", 4), ("layers", 1)],
            _ => [("lookback", 4), ("heads", 2), ("head_size", 4)],
        };
        return (IQuantileForecaster)Families.Create(family, MadeUp.Settings(family, [.. small, (IQuantileForecaster.Setting, head)]));
    }

    private static Samples Spread(int count, ulong seed)
    {
        var samples = MadeUp.Samples(count, seed);
        var random = new SeededRandom(seed + 100);
        var returns = Enumerable.Range(0, count)
            .Select(i => (float)(0.006 * samples.Table.Row(samples.Bars[i])[0]
                + (IsWide(samples, i) ? 0.012 : 0.003) * random.NextGaussian()))
            .ToArray();
        return samples with { Returns = returns, Classes = Array.ConvertAll(returns, r => (byte)(r < -0.004 ? 0 : r > 0.004 ? 2 : 1)) };
    }

    private static bool IsWide(Samples samples, int i) => samples.Table.Row(samples.Bars[i])[1] > 0;

    private static double Squares(Samples samples, Prediction[] predictions) => Enumerable.Range(0, samples.Count)
        .Sum(i => Math.Pow(samples.Returns[i] - predictions[i].Value, 2));
}

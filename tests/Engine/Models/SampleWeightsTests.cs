using Huracan.Engine.Models;
using Huracan.Engine.Models.Baselines;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Models.XGBoost;

namespace Huracan.Tests.Engine.Models;

/// <summary>A sample that counts twice is as the same sample given twice.</summary>
[Collection("torch")]
public class SampleWeightsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void In_trees_and_in_what_is_solved(int balanced)
    {
        AssertDoubled(() => new LinearModel(MadeUp.Settings("linear", ("rounds", 4))), 4, 1e-4);
        AssertDoubled(() => new MomentumModel(MadeUp.Settings("momentum")), 1, 1e-6);
        AssertDoubled(() => new XGBoostModel(MadeUp.Settings(
            "xgboost", ("subsample", 1), ("colsample_bytree", 1), ("min_child_weight", 20), ("class_weighting", balanced))), 5, 1e-4);
        AssertDoubled(() => new LightGBMModel(MadeUp.Settings(
            "lightgbm", ("bagging_fraction", 1), ("feature_fraction", 1), ("min_data_in_leaf", 1), ("class_weighting", balanced))), 5,
            1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void In_networks(int balanced)
    {
        AssertDoubled(() => new GruModel(MadeUp.Settings(
            "gru", ("lookback", 3), ("hidden_size", 4), ("dropout", 0), ("class_weighting", balanced))), 3, 1e-5);
        AssertDoubled(() => new CnnLstmModel(MadeUp.Settings(
            "cnn-lstm", ("lookback", 3), ("conv_channels", 4), ("hidden_size", 4), ("dropout", 0), ("class_weighting", balanced))), 3,
            1e-5);
    }

    // All samples in one batch, so that their order does not matter; few values, so that trees cut them at the same places.
    private static void AssertDoubled(Func<IModel> create, int rounds, double tolerance)
    {
        var made = MadeUp.Samples(400, 1);
        var values = Array.ConvertAll(made.Table.Values, v => Math.Clamp(MathF.Round(2 * v), -3, 3));
        var samples = made with { Table = made.Table with { Values = values } };
        bool IsTwice(int i) => samples.Classes[i] == 2 && i % 2 == 0;
        int[] order = [.. Enumerable.Range(0, samples.Count).SelectMany(i => Enumerable.Repeat(i, IsTwice(i) ? 2 : 1))];
        var twice = new Samples(
            samples.Table, Array.ConvertAll(order, i => samples.Bars[i]), Array.ConvertAll(order, i => samples.Classes[i]),
            Array.ConvertAll(order, i => samples.Returns[i]));
        var weighted = samples with { Weights = [.. Enumerable.Range(0, samples.Count).Select(i => IsTwice(i) ? 2f : 1f)] };
        var options = new FitOptions { ExactRounds = rounds, BatchSize = 1_000, Seed = 3 };
        using var first = create();
        using var second = create();
        using var plain = create();

        first.Fit(weighted, null, options, default);
        second.Fit(twice, null, options, default);
        plain.Fit(samples, null, options, default);

        var (expected, actual) = (second.Predict(samples.Table, samples.Bars), first.Predict(samples.Table, samples.Bars));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Down, actual[i].Down, tolerance);
            Assert.Equal(expected[i].Up, actual[i].Up, tolerance);
            Assert.Equal(expected[i].Value, actual[i].Value, tolerance);
        }
        Assert.NotEqual(plain.Predict(samples.Table, samples.Bars), actual);
    }
}

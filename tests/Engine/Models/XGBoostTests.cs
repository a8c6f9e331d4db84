using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.XGBoost;

namespace Huracan.Tests.Engine.Models;

public sealed class XGBoostConformanceTests : ModelConformance
{
    private protected override IModel Create() =>
        new XGBoostModel(MadeUp.Settings("xgboost", ("rounds", 25), ("learning_rate", 0.2), ("early_stopping_rounds", 5)));

    private protected override (int After, int Rounds) Kill => (205, 210);

    private protected override IModel CreateLong() => new XGBoostModel(MadeUp.Settings(
        "xgboost", ("rounds", 210), ("early_stopping_rounds", 1000), ("learning_rate", 0.01)));
}

public sealed class XGBoostTests
{
    [Fact]
    public void Probabilities_and_losses_are_those_of_XGBoosts_own_package()
    {
        var rows = Read("xgboost_data.csv");
        var table = new FeatureTable([.. rows.SelectMany(row => row[1..]).Select(x => (float)x)], 5);
        Samples Part(int start, int end) => new(
            table, [.. Enumerable.Range(start, end - start)], [.. rows[start..end].Select(row => (byte)row[0])], new float[end - start]);
        using var model = new XGBoostModel(new("xgboost", 5, new Dictionary<string, double>
        {
            ["rounds"] = 200,
            ["early_stopping_rounds"] = 10,
            ["learning_rate"] = 0.2,
            ["max_depth"] = 4,
            ["min_child_weight"] = 2,
            ["subsample"] = 0.8,
            ["colsample_bytree"] = 0.6,
            ["lambda"] = 2,
            ["gamma"] = 0.1,
            ["max_bin"] = 32,
        }));

        var result = model.Fit(Part(0, 300), Part(300, 400), new() { Seed = 77 }, default);

        var losses = Read("xgboost_losses.csv");
        Assert.Equal(losses.Length, result.Epochs.Count);
        Assert.True(result.StoppedEarly);
        Assert.Equal(losses.Length - 10, result.BestEpoch);
        for (var i = 0; i < losses.Length; i++)
        {
            Assert.Equal(losses[i][0], result.Epochs[i].TrainLoss, 1e-6);
            Assert.Equal(losses[i][1], result.Epochs[i].ValidationLoss, 1e-6);
        }
        var expected = Read("xgboost_probabilities.csv");
        var predictions = model.Predict(table, [.. Enumerable.Range(400, expected.Length)]);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i][0], predictions[i].Down, 1e-5);
            Assert.Equal(expected[i][1], predictions[i].Flat, 1e-5);
            Assert.Equal(expected[i][2], predictions[i].Up, 1e-5);
        }
    }

    [Fact]
    public void Bars_with_gaps_train_as_the_same_rows_without()
    {
        var whole = MadeUp.Samples(400, 1);
        int[] kept = [.. Enumerable.Range(0, 400).Where(i => i % 7 != 3)];
        var gaps = new Samples(
            whole.Table, [.. kept.Select(i => whole.Bars[i])], [.. kept.Select(i => whole.Classes[i])],
            [.. kept.Select(i => whole.Returns[i])]);
        var packed = gaps with
        {
            Table = new([.. gaps.Bars.SelectMany(bar => whole.Table.Row(bar).ToArray())], MadeUp.Features),
            Bars = [.. Enumerable.Range(0, kept.Length)],
        };
        Assert.Equal(Fit(gaps), Fit(packed));

        static IReadOnlyDictionary<string, byte[]> Fit(Samples samples)
        {
            using var model = new XGBoostModel(MadeUp.Settings("xgboost", ("rounds", 10)));
            model.Fit(samples, null, new(), default);
            return model.Save();
        }
    }

    [Fact]
    public void A_refit_for_the_best_round_count_is_the_model_that_stopped_early_there()
    {
        var train = MadeUp.Samples(400, 1);
        using var early = new XGBoostModel(MadeUp.Settings("xgboost", ("learning_rate", 0.3), ("early_stopping_rounds", 3)));
        var result = early.Fit(train, MadeUp.Samples(100, 2), new(), default);
        Assert.True(result.StoppedEarly);
        using var refit = new XGBoostModel(MadeUp.Settings("xgboost", ("learning_rate", 0.3), ("early_stopping_rounds", 3)));
        refit.Fit(train, null, new() { ExactRounds = result.BestEpoch }, default);
        Assert.Equal(early.Save(), refit.Save());
    }

    [Fact]
    public void Weighted_classes_find_the_rare_ones_more_often()
    {
        var train = MadeUp.Samples(800, 1);
        var rare = train with { Classes = [.. train.Classes.Select((c, i) => c != 1 && i % 4 != 0 ? (byte)1 : c)] };
        Assert.True(Trades(1) > Trades(0) + 100);

        int Trades(int weighting)
        {
            using var model = new XGBoostModel(MadeUp.Settings("xgboost", ("rounds", 20), ("class_weighting", weighting)));
            model.Fit(rare, null, new(), default);
            return model.Predict(rare.Table, rare.Bars).Count(p => p.Direction != 0);
        }
    }

    [Fact]
    public void A_model_of_another_width_is_refused()
    {
        using var model = new XGBoostModel(MadeUp.Settings("xgboost", ("rounds", 2)));
        model.Fit(MadeUp.Samples(100, 1), null, new(), default);
        using var wider = new XGBoostModel(new("xgboost", 9, new Dictionary<string, double>()));
        var refused = Assert.Throws<InputRefusedException>(() => wider.Load(model.Save()));
        Assert.Contains("4 features; this one 9", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max_depth", 0)]
    [InlineData("subsample", 1.1)]
    [InlineData("learning_rate", double.NaN)]
    [InlineData("depth", 3)]
    public void A_setting_out_of_range_or_unknown_is_refused_by_name(string name, double value)
    {
        var refused = Assert.Throws<InputRefusedException>(() => new XGBoostModel(MadeUp.Settings("xgboost", (name, value))));
        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    private static double[][] Read(string file) =>
    [
        .. File.ReadLines(Repository.Golden("models", file)).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), x => double.Parse(x, CultureInfo.InvariantCulture))),
    ];
}

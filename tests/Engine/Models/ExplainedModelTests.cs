using System.Globalization;
using System.Text;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Models.XGBoost;
using Huracan.Tests.Engine.Models.Networks;

namespace Huracan.Tests.Engine.Models;

/// <summary>What families say themselves of their features.</summary>
[Collection("torch")]
public class ExplainedModelTests
{
    [Fact]
    public void Gain_and_SHAP_values_are_those_of_XGBoosts_own_package()
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
        model.Fit(Part(0, 300), Part(300, 400), new() { Seed = 77 }, default);

        var figures = model.Explain(table, [.. Enumerable.Range(400, 60)]);

        Assert.Equal(["gain", "shap_down", "shap_flat", "shap_up"], figures.Select(figure => figure.Name));
        var gain = Read("xgboost_gain.csv").Select(row => row[0]).ToArray();
        var shap = Read("xgboost_shap.csv");
        for (var j = 0; j < 5; j++)
        {
            Assert.Equal(gain[j] / gain.Sum(), figures[0].Values[j], 1e-5);
            for (var k = 0; k < 3; k++)
            {
                var size = shap.Where(row => row[0] == k).Average(row => Math.Abs(row[1 + j]));
                Assert.Equal(size, figures[1 + k].Values[j], 1e-5);
            }
        }
    }

    [Fact]
    public void SHAP_values_of_XGBoost_add_up_to_the_log_odds()
    {
        var (train, unseen) = (MadeUp.Samples(400, 1), MadeUp.Samples(50, 2));
        using var model = new XGBoostModel(MadeUp.Settings("xgboost", ("rounds", 10), ("max_depth", 3)));
        model.Fit(train, null, new() { Seed = 1 }, default);

        var values = model.Contributions(unseen.Table, unseen.Bars);

        AddUp(model.Predict(unseen.Table, unseen.Bars), values, model.Starts);
    }

    [Fact]
    public void SHAP_values_of_LightGBM_add_up_and_are_Shapleys_by_all_orders_of_the_features()
    {
        var (train, unseen) = (MadeUp.Samples(400, 1), MadeUp.Samples(20, 2));
        using var model = new LightGBMModel(MadeUp.Settings(
            "lightgbm", ("rounds", 4), ("num_leaves", 6), ("min_data_in_leaf", 20), ("learning_rate", 0.3)));
        model.Fit(train, null, new() { Seed = 1 }, default);

        var values = model.Contributions(unseen.Table, unseen.Bars);

        AddUp(model.Predict(unseen.Table, unseen.Bars), values, [0, 0, 0]);
        var trees = LightGBMTree.Read(Encoding.UTF8.GetString(model.Save()["model.txt"]));
        Assert.Equal(12, trees.Count);
        for (var i = 0; i < unseen.Count; i++)
        {
            var row = unseen.Table.Row(unseen.Bars[i]).ToArray();
            for (var k = 0; k < 3; k++)
            {
                var expected = LightGBMTree.Shapley(trees.Where((_, number) => number % 3 == k), row);
                for (var j = 0; j < MadeUp.Features; j++)
                    Assert.Equal(expected[j], values[(i * 3 + k) * (MadeUp.Features + 1) + j], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData("xgboost")]
    [InlineData("lightgbm")]
    public void Features_that_no_tree_splits_change_no_forecast(string family)
    {
        var (train, unseen) = (MadeUp.Samples(400, 1), MadeUp.Samples(100, 2));
        using IModel model = family == "xgboost"
            ? new XGBoostModel(MadeUp.Settings(family, ("rounds", 1), ("max_depth", 1), ("colsample_bytree", 1)))
            : new LightGBMModel(MadeUp.Settings(family, ("rounds", 1), ("num_leaves", 2), ("feature_fraction", 1)));
        model.Fit(train, null, new() { Seed = 1 }, default);
        var explained = (IExplained)model;

        Assert.Equal([1, 2, 3], explained.Unread().Order());

        var changed = new FeatureTable(unseen.Table.Values.ToArray(), MadeUp.Features);
        for (var i = 0; i < changed.Values.Length; i++)
            changed.Values[i] *= i % MadeUp.Features == 0 ? 1 : -3;
        Assert.Equal(model.Predict(unseen.Table, unseen.Bars), model.Predict(changed, unseen.Bars));
        Assert.Equal([1, 0, 0, 0], explained.Explain(unseen.Table, unseen.Bars)[0].Values);
    }

    [Fact]
    public void A_weight_of_linear_counts_by_the_deviation_of_its_feature()
    {
        var (train, unseen) = (MadeUp.Samples(400, 1), MadeUp.Samples(300, 2));
        using var model = new LinearModel(MadeUp.Settings("linear", ("rounds", 8)));
        model.Fit(train, null, new(), default);

        var figures = model.Explain(unseen.Table, unseen.Bars);
        Assert.Equal(["weight_down", "weight_flat", "weight_up"], figures.Select(figure => figure.Name));
        Assert.True(figures[0].Values[0] > 5 * figures[0].Values[1]);
        var wide = new FeatureTable([.. unseen.Table.Values.Select((x, i) => i % MadeUp.Features == 0 ? 2 * x : x)], MadeUp.Features);
        var twice = model.Explain(wide, unseen.Bars);
        Assert.Equal(2 * figures[2].Values[0], twice[2].Values[0], 1e-9);
        Assert.Equal(figures[2].Values[1], twice[2].Values[1], 1e-12);
    }

    [Fact]
    public void The_shares_of_tft_sum_to_one_and_are_those_of_its_network()
    {
        var samples = MadeUp.Samples(60, 1);
        using var model = new TftModel(SequenceNetworkTests.Small("tft", ("heads", 1), ("head_size", 4)));
        model.Fit(samples, null, new() { ExactRounds = 1, BatchSize = 32, Seed = 1 }, default);

        var all = Assert.Single(model.Explain(samples.Table, samples.Bars));
        Assert.Equal("share", all.Name);
        Assert.Equal(1, all.Values.Sum(), 1e-5);
        var alone = samples.Bars.Select(bar => model.Explain(samples.Table, [bar])[0].Values).ToArray();
        for (var j = 0; j < MadeUp.Features; j++)
            Assert.Equal(alone.Average(values => values[j]), all.Values[j], 1e-5);
        Assert.True(alone.Max(values => values[0]) > alone.Min(values => values[0]));
    }

    // Of each class the values, what the trees give on average among them, are its raw score.
    private static void AddUp(Prediction[] predictions, double[] values, float[] starts)
    {
        var width = MadeUp.Features + 1;
        Assert.Equal(predictions.Length * 3 * width, values.Length);
        for (var i = 0; i < predictions.Length; i++)
        {
            var scores = Enumerable.Range(0, 3)
                .Select(k => starts[k] + values[((i * 3 + k) * width)..((i * 3 + k + 1) * width)].Sum()).ToArray();
            var sum = scores.Sum(Math.Exp);
            Assert.Equal(Math.Exp(scores[0]) / sum, predictions[i].Down, 1e-5);
            Assert.Equal(Math.Exp(scores[2]) / sum, predictions[i].Up, 1e-5);
        }
    }

    private static double[][] Read(string file) =>
    [
        .. File.ReadLines(Repository.Golden("models", file)).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), x => double.Parse(x, CultureInfo.InvariantCulture))),
    ];
}

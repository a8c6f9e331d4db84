using Huracan.Contracts.Reports;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Quality.Metrics;

public class ForecastMetricsTests
{
    private static readonly Prediction Up = new(0.1f, 0.2f, 0.7f, 0);
    private static readonly Prediction Down = new(0.7f, 0.2f, 0.1f, 0);

    [Fact]
    public void Classification_agrees_with_numpy()
    {
        var m = ClassificationMetrics.Of(MetricsGolden.Predictions, MetricsGolden.Classes);
        Assert.Equal(MetricsGolden.Table("confusion"), m.ConfusionMatrix);
        Assert.Equal(MetricsGolden.Value("accuracy"), m.Accuracy, 1e-12);
        Assert.Equal(MetricsGolden.Value("balanced_accuracy"), m.BalancedAccuracy, 1e-12);
        Assert.Equal(MetricsGolden.Value("chance_adjusted"), m.ChanceAdjusted, 1e-12);
        Assert.Equal(MetricsGolden.Value("f1_long"), m.F1Long, 1e-12);
        Assert.Equal(MetricsGolden.Value("f1_short"), m.F1Short, 1e-12);
        Assert.Equal(MetricsGolden.Value("log_loss"), m.LogLoss, 1e-9);
        Assert.Equal(MetricsGolden.Value("brier"), m.Brier, 1e-9);
        Assert.All(Enumerable.Range(0, 3), k =>
        {
            Assert.Equal(MetricsGolden.Values("precision")[k], m.Precision[k], 1e-12);
            Assert.Equal(MetricsGolden.Values("recall")[k], m.Recall[k], 1e-12);
            Assert.Equal(m.ConfusionMatrix[k].Sum(), m.Support[k]);
        });
    }

    [Fact]
    public void Bars_without_a_label_are_left_out()
    {
        var m = ClassificationMetrics.Of([Up, Up, Down], [1, LabelSet.None, -1]);
        Assert.Equal((2, 1.0, 1.0, 1.0), (m.Count, m.Accuracy, m.BalancedAccuracy, m.ChanceAdjusted));
    }

    [Fact]
    public void One_class_alone_has_no_chance_to_be_compared_with()
    {
        var m = ClassificationMetrics.Of([Up, Down], [1, 1]);
        Assert.Equal(0.5, m.BalancedAccuracy);
        Assert.True(double.IsNaN(m.ChanceAdjusted));
        Assert.True(double.IsNaN(m.Recall[0]) && double.IsNaN(m.Precision[1]));
        Assert.Equal(2.0 / 3, m.F1Long, 1e-12);
        Assert.Equal(0, m.F1Short); // forecast once, never occurred
    }

    [Fact]
    public void No_sample_is_undefined_and_wrong_input_refused()
    {
        var m = ClassificationMetrics.Of([], []);
        Assert.True(double.IsNaN(m.Accuracy) && double.IsNaN(m.BalancedAccuracy) && double.IsNaN(m.LogLoss) && double.IsNaN(m.F1Long));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([Up], []));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([Up], [2]));
    }

    [Fact]
    public void A_certain_and_wrong_forecast_has_a_finite_loss() =>
        Assert.Equal(-Math.Log(1e-15), ClassificationMetrics.Of([new Prediction(0, 0, 1, 0)], [-1]).LogLoss, 1e-9);

    [Fact]
    public void Regression_agrees_with_scipy_ties_included()
    {
        var m = RegressionMetrics.Of([.. MetricsGolden.Forecasts.Select(f => f[4])], [.. MetricsGolden.Forecasts.Select(f => f[5])]);
        Assert.Equal(MetricsGolden.Value("mae"), m.Mae, 1e-12);
        Assert.Equal(MetricsGolden.Value("rmse"), m.Rmse, 1e-12);
        Assert.Equal(MetricsGolden.Value("rank_correlation"), m.RankCorrelation, 1e-12);
    }

    [Fact]
    public void Regression_leaves_missing_values_out_and_knows_no_correlation_with_a_constant()
    {
        var m = RegressionMetrics.Of([1, 1, double.NaN], [2, 3, 4]);
        Assert.Equal((2, 1.5), (m.Count, m.Mae));
        Assert.True(double.IsNaN(m.RankCorrelation));
        Assert.True(double.IsNaN(RegressionMetrics.Of([], []).Rmse));
    }
}

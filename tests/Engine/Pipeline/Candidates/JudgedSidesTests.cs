using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality.Confidence;
using Huracan.Tests.Engine.Models;

namespace Huracan.Tests.Engine.Pipeline.Candidates;

public class JudgedSidesTests
{
    private static readonly JudgedSides Sides = new("side", "momentum:period=24", new(0.02, -0.01), new(-0.03, 0.02));

    private static readonly Prediction Raw = new(0.2f, 0.3f, 0.5f, 9);

    [Fact]
    public void Only_the_class_of_the_side_and_flat_are_left_and_the_value_is_that_of_the_sides_trade()
    {
        var judged = Sides.Judge(new Forecasts([4, 5, 6], [Raw, Raw, Raw]), [0, 0, 0, 0, 1, -1, 0], hasValueHead: false);

        Assert.Equal([1, -1, 0], judged.Sides);
        Assert.Equal((0f, 0.375f, 0.625f), (judged.Predictions[0].Down, judged.Predictions[0].Flat, judged.Predictions[0].Up));
        Assert.Equal((0.4f, 0.6f, 0f), (judged.Predictions[1].Down, judged.Predictions[1].Flat, judged.Predictions[1].Up));
        Assert.Equal(0.625 * 0.02 - 0.375 * 0.01, judged.Predictions[0].Value, 1e-7);
        Assert.Equal(-0.4 * 0.03 + 0.6 * 0.02, judged.Predictions[1].Value, 1e-7);
        Assert.Equal(new Prediction(0, 1, 0, 0), judged.Predictions[2]);
    }

    [Fact]
    public void A_value_head_keeps_its_value_and_quantiles_where_there_is_a_side()
    {
        var made = new Forecasts([0, 1], [Raw, Raw]) { Quantiles = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5] };

        var judged = Sides.Judge(made, [-1, 0], hasValueHead: true);

        Assert.Equal([9f, 0f], judged.Predictions.Select(one => one.Value));
        Assert.Equal([1f, 2, 3, 4, 5, 0, 0, 0, 0, 0], judged.Quantiles!);
        Assert.Equal(5, made.Quantiles[^1]);
        Assert.Equal([(sbyte)0], Forecasts.Join([judged, judged]).At([3]).Sides!);
    }

    [Fact]
    public void A_calibration_gives_nothing_back_to_the_other_class()
    {
        var judged = Sides.Judge(new Forecasts([0, 1, 2], [Raw, Raw, Raw]), [1, -1, 0], hasValueHead: false);
        foreach (var by in new[]
        {
            new ConfidenceCalibration { Temperature = new(2) }, new ConfidenceCalibration { Isotonic = new([0.5, 0.9], [0.55, 0.7]) },
        })
        {
            var after = judged.Calibrated(new ModelCalibration(by, ConformalState.Of([]))).Predictions;

            Assert.Equal((0f, 0f), (after[0].Down, after[1].Up));
            Assert.NotEqual(judged.Predictions[0].Up, after[0].Up);
            Assert.Equal(1, after[0].Flat + after[0].Up, 1e-6);
            Assert.Equal(judged.Predictions[0].Value, after[0].Value);
            Assert.Equal(new Prediction(0, 1, 0, 0), after[2]);
        }
    }

    [Fact]
    public void A_forecast_that_is_not_a_number_stays_so()
    {
        var none = new Prediction(float.NaN, float.NaN, float.NaN, float.NaN);

        foreach (var hasValueHead in new[] { false, true })
        {
            var judged = Sides.Judge(new Forecasts([0, 1, 2], [none, none, none]), [1, -1, 0], hasValueHead);
            Assert.Equal([none, none, none], judged.Predictions);
        }
    }

    [Fact]
    public void The_means_are_of_each_side_by_its_outcome_and_weighted()
    {
        var samples = MadeUp.Samples(6, 1) with
        {
            Sides = [1, 1, 1, -1, -1, -1],
            Classes = [2, 2, 1, 0, 1, 1],
            Returns = [0.01f, 0.04f, -0.02f, -0.05f, 0.03f, 0.06f],
            Weights = [1, 2, 1, 1, 2, 1],
        };

        var fitted = JudgedSides.Fit("side", "rule", samples);

        Assert.Equal((0.03, -0.02), (fitted.Long.Pays, fitted.Long.Fails), Close);
        Assert.Equal((-0.05, 0.04), (fitted.Short.Pays, fitted.Short.Fails), Close);
        Assert.Throws<ArgumentException>(() => JudgedSides.Fit("side", "rule", samples with { Sides = null }));

        static bool Close((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-8;
    }

    [Fact]
    public void To_know_the_side_is_no_skill()
    {
        sbyte[] sides = [1, 1, 1, 1, -1, -1, -1, -1, -1, -1];
        sbyte[] classes = [1, 0, 0, 0, -1, -1, -1, 0, 0, 0];
        int[] bars = [.. Enumerable.Range(0, 10)];
        var labels = new LabelSet(4, 0, classes, new double[10], bars);
        // The frequencies of the classes on each side, one added to each.
        Prediction[] frequencies = [.. sides.Select(side =>
            side > 0 ? new Prediction(0, 4 / 6f, 2 / 6f, 0) : new Prediction(4 / 8f, 4 / 8f, 0, 0))];
        var forecasts = new Forecasts(bars, frequencies);

        Assert.Equal(0, forecasts.LogLossSkill(labels with { Sides = sides }, bars), 1e-6);
        Assert.True(forecasts.LogLossSkill(labels, bars) > 0.2);
    }

    [Fact]
    public void What_no_training_left_is_refused()
    {
        Sides.RefuseDamaged("m/meta.json", ["a", "side"]);
        Assert.Contains(
            "m/meta.json, key 'sides': the column 'side'",
            Assert.Throws<InputRefusedException>(() => Sides.RefuseDamaged("m/meta.json", ["a"])).Message, StringComparison.Ordinal);
        Assert.Throws<InputRefusedException>(
            () => (Sides with { Long = new(double.NaN, 0) }).RefuseDamaged("m/meta.json", ["side"]));
    }
}

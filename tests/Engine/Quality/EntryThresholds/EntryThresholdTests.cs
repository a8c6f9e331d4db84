using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.EntryThresholds;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Backtest;

namespace Huracan.Tests.Engine.Quality.EntryThresholds;

public class EntryThresholdTests
{
    [Fact]
    public void Signals_are_the_confident_directions_and_nothing_else()
    {
        Prediction[] predictions = [new(0.1f, 0.2f, 0.7f, 0), new(0.5f, 0.3f, 0.2f, 0), new(0.2f, 0.7f, 0.1f, 0), new(0.4f, 0.2f, 0.4f, 0)];
        Assert.Equal([0, 0, 1, -1, 0, 0], ForecastSignals.From(6, [2, 3, 4, 5], predictions, 0.34).Sides.ToArray());
        Assert.Equal([0, 0, 1, 0, 0, 0], ForecastSignals.From(6, [2, 3, 4, 5], predictions, 0.6).Sides.ToArray());
        Assert.Throws<ArgumentException>(() => ForecastSignals.From(6, [2, 2, 4, 5], predictions, 0.6));
        Assert.Throws<ArgumentException>(() => ForecastSignals.From(5, [2, 3, 4, 5], predictions, 0.6));
        Assert.Throws<ArgumentException>(() => ForecastSignals.From(6, [2, 3], predictions, 0.6));
    }

    [Fact]
    public void Forecasts_right_only_when_confident_call_for_a_high_threshold()
    {
        var (backtester, bars, predictions) = Setting(edgeFrom: 0.7);
        var choice = EntryThreshold.Choose(backtester, backtester.Candles.All(), bars, predictions);
        Assert.InRange(choice.Threshold, 0.66, 0.78);
        Assert.Equal(29, choice.Trials.Count);
        Assert.Contains("as high as any", choice.Reason, StringComparison.Ordinal);
        Assert.True(choice.Trials.Single(t => t.Threshold == choice.Threshold).NetReturn > 0);
    }

    [Fact]
    public void Forecasts_that_never_pay_leave_one_that_loses_little()
    {
        var (backtester, bars, predictions) = Setting(edgeFrom: 2);
        var choice = EntryThreshold.Choose(backtester, backtester.Candles.All(), bars, predictions);
        var enough = choice.Trials.Where(t => t.Trades >= 30).ToArray();
        var chosen = enough.Single(t => t.Threshold == choice.Threshold);
        Assert.InRange(enough.Count(t => t.LowerBound > chosen.LowerBound), 0, 5);
        Assert.Contains("not above 0", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_outside_validation_have_no_say()
    {
        var (backtester, bars, predictions) = Setting(edgeFrom: 0.7);
        var validation = new BarRange(1000, 4000);
        var choice = EntryThreshold.Choose(backtester, validation, bars, predictions);
        var altered = predictions.ToArray();
        for (var i = 0; i < altered.Length; i++)
        {
            if (!validation.Contains(bars[i]))
                altered[i] = new Prediction(1, 0, 0, 0);
        }
        Assert.Equal(choice.Trials, EntryThreshold.Choose(backtester, validation, bars, altered).Trials);
    }

    [Fact]
    public void Equals_go_to_the_lower_threshold_and_too_few_trades_to_the_busiest()
    {
        ThresholdTrial[] equal = [new(0.4, 50, 0.1, 0.02), new(0.5, 50, 0.1, 0.02), new(0.6, 5, 0.1, 0.01), new(0.7, 5, 0.4, 0.9)];
        Assert.Equal(0.4, EntryThreshold.Pick(equal, 30).Threshold);
        Assert.Equal(0.5, EntryThreshold.Pick(equal, 60).Threshold);
        ThresholdTrial[] undefined = [new(0.4, 50, -0.1, -0.02), new(0.5, 30, 0, double.NaN), new(0.6, 0, 0, double.NaN)];
        Assert.Equal(0.4, EntryThreshold.Pick(undefined, 30).Threshold);
    }

    [Fact]
    public void A_plateau_is_preferred_to_a_lone_peak()
    {
        double[] bounds = [0.01, 0.02, 0.03, 0.03, 0.03, 0.02, -0.02, -0.03, 0.05, -0.03, -0.04];
        ThresholdTrial[] trials = [.. bounds.Select((bound, i) => new ThresholdTrial(0.4 + 0.02 * i, 50, 0.1, bound))];
        Assert.Equal(
            trials[3], EntryThreshold.Pick(trials, 30).Trials.Single(t => t.Threshold == EntryThreshold.Pick(trials, 30).Threshold));
    }

    [Fact]
    public void A_difference_within_the_noise_goes_to_more_trades()
    {
        ThresholdTrial[] Trials(double standardError) =>
            [.. Enumerable.Range(0, 9).Select(i => new ThresholdTrial(0.4 + 0.02 * i, 90 - 5 * i, 0.1, 0.001 * i, standardError))];
        Assert.Equal(Trials(0)[8].Threshold, EntryThreshold.Pick(Trials(0), 30).Threshold);
        Assert.Equal(Trials(0)[6].Threshold, EntryThreshold.Pick(Trials(0.006), 30).Threshold);
    }

    [Fact]
    public void An_unsorted_or_empty_grid_is_refused()
    {
        var (backtester, bars, predictions) = Setting(edgeFrom: 2);
        foreach (double[] grid in new double[][] { [], [0.5, 0.4], [0.5, 0.5] })
            Assert.Throws<ArgumentException>(() =>
                EntryThreshold.Choose(backtester, backtester.Candles.All(), bars, predictions, new EntryThresholdOptions { Grid = grid }));
    }

    /// <summary>
    /// Forecasts of random confidence over a random walk; from a confidence on they know the next bar four times of five.
    /// </summary>
    private static (Backtester Backtester, int[] Bars, Prediction[] Predictions) Setting(double edgeFrom)
    {
        var random = new SeededRandom(33);
        var candles = TestMarket.Random(random, 5000, Timeframe.H1, volatility: 0.004);
        int[] bars = [.. Enumerable.Range(0, 4990)];
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            var confidence = (float)(0.34 + 0.5 * random.NextDouble());
            var rises = candles.Open[i + 2] > candles.Open[i + 1];
            var right = confidence >= edgeFrom ? random.NextInt(5) > 0 : random.NextInt(2) == 0;
            var rest = (1 - confidence) / 2;
            predictions[i] = rises == right ? new Prediction(rest, rest, confidence, 0) : new Prediction(confidence, rest, rest, 0);
        }
        return (new Backtester(
            candles, null,
            new BacktestOptions { Exit = ExitPolicy.HoldBars(1), Costs = new CostOptions { ImpactY = 0 } }), bars, predictions);
    }
}

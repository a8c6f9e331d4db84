using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>Builds a candidate's reports from its forecasts and backtests.</summary>
public static class Measure
{
    /// <summary>The best model on validation.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="forecasts">Forecasts of the validation part, corrected by what was learnt on other bars of it.</param>
    /// <param name="trainBars">Bars the model trained on.</param>
    /// <param name="threshold">The entry threshold chosen.</param>
    public static ValidationReport Validation(Candidate candidate, Forecasts forecasts, int[] trainBars, EntryThresholdChoice threshold)
    {
        var known = Known(candidate, forecasts, candidate.Parts.Validation);
        return new ValidationReport(
            known.LogLossSkill(candidate.Labels, trainBars), Classes(candidate, known), Values(candidate, known), threshold);
    }

    /// <summary>The final model's forecasts of test, beside the baselines'.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="raw">Forecasts of the test part as the model has them.</param>
    /// <param name="calibration">What they are corrected by; null corrects nothing.</param>
    /// <param name="trainBars">Bars the model trained on.</param>
    /// <param name="baselines">Forecasts of each baseline.</param>
    public static ForecastReport Forecasting(
        Candidate candidate, Forecasts raw, ModelCalibration? calibration, int[] trainBars,
        IReadOnlyDictionary<string, Forecasts> baselines)
    {
        var before = Known(candidate, raw, candidate.Parts.Test);
        var known = before.Calibrated(calibration);
        return new ForecastReport(
            known.LogLossSkill(candidate.Labels, trainBars),
            Classes(candidate, known),
            Values(candidate, known),
            baselines.ToDictionary(pair => pair.Key, pair => Classes(candidate, Known(candidate, pair.Value, candidate.Parts.Test))))
        {
            Calibration = CalibrationReport.Of(
                calibration?.Confidence.Method ?? CalibrationMethod.Identity, before.Predictions, known.Predictions,
                Array.ConvertAll(known.Bars, bar => candidate.Labels.Classes[bar])),
            Intervals = calibration is null ? null : Intervals(candidate, calibration.Intervals, raw),
        };
    }

    // Every bar of test in turn: an outcome is learnt from at the bar at which it becomes known.
    private static IntervalReport Intervals(Candidate candidate, ConformalState state, Forecasts forecasts) => IntervalReplay.Measure(
        state.Level,
        new IntervalReplay(candidate.Labels, TrailingVolatility.Of(candidate.Data.Candles))
            .Run(state, forecasts.Bars, forecasts.Spans, candidate.Parts.Test.End));

    /// <summary>What intervals go on from when test is past.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="state">What they began test from.</param>
    /// <param name="forecasts">Forecasts of the test part.</param>
    public static LearntIntervals LearntIntervals(Candidate candidate, ConformalState state, Forecasts forecasts)
    {
        var (candles, end) = (candidate.Data.Candles, candidate.Parts.Test.End);
        var learnt = new IntervalReplay(candidate.Labels, TrailingVolatility.Of(candles))
            .Learn(state, forecasts.Bars, forecasts.Spans, 0, end);
        return new LearntIntervals(learnt, Time(candles.OpenTimes[end - 1] + candles.Timeframe.Milliseconds));
    }

    /// <summary>Trading over test, beside the baselines'.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="found">The model.</param>
    /// <param name="threshold">Confidence traded from.</param>
    /// <param name="result">The backtest.</param>
    /// <param name="folds">Consecutive folds of the test part.</param>
    /// <param name="baselines">Backtest of each baseline.</param>
    public static TradingReport Trading(
        Candidate candidate, FoundModel found, double threshold, BacktestResult result, IReadOnlyList<BarRange> folds,
        IReadOnlyDictionary<string, BacktestResult> baselines)
    {
        var candles = candidate.Data.Candles;
        var timeframe = candles.Timeframe;
        return new TradingReport(
            threshold,
            Time(candles.OpenTimes[result.Range.Start]),
            Time(candles.OpenTimes[result.Range.End - 1] + timeframe.Milliseconds),
            TradingMetrics.Of(result, timeframe),
            [.. folds.Select(fold => Fold(candles.OpenTimes[fold.Start], result, fold))],
            FoldConsistency.PositiveShare(result, folds.Count),
            baselines.ToDictionary(pair => pair.Key, pair => TradingMetrics.Of(pair.Value, timeframe)))
        {
            Model = found.Path,
            ModelReason = found.Reason,
            Tried = candidate.Effort.Tried,
            TrialVariance = candidate.Effort.VarianceOver(result.Range.Length),
            DeflatedSharpe = Deflated(candidate, result),
        };
    }

    // Null where nothing was searched: a single trial needs no deflation.
    private static double? Deflated(Candidate candidate, BacktestResult result)
    {
        var sharpe = SharpeStatistics.Of(BarReturns.Of(result));
        if (candidate.Effort is not { Tried: >= 2 and var tried } || candidate.Effort.VarianceOver(sharpe.Bars) is not { } variance)
            return null;
        return SharpeStatistics.DeflatedSharpe(sharpe.Ratio, sharpe.Bars, sharpe.Skewness, sharpe.Kurtosis, variance, tried);
    }

    // A forecast counts only if its outcome lies within its part.
    private static Forecasts Known(Candidate candidate, Forecasts forecasts, BarRange part)
    {
        var kept = Enumerable.Range(0, forecasts.Bars.Length)
            .Where(i => candidate.Labels.Has(forecasts.Bars[i]) && candidate.Labels.Ends[forecasts.Bars[i]] < part.End)
            .ToArray();
        return forecasts.At(kept);
    }

    private static ClassificationMetrics Classes(Candidate candidate, Forecasts known)
    {
        var classes = Array.ConvertAll(known.Bars, bar => candidate.Labels.Classes[bar]);
        return candidate.Labels.Sides is null
            ? ClassificationMetrics.Of(known.Predictions, classes)
            : ClassificationMetrics.OfSides(known.Predictions, classes);
    }

    private static RegressionMetrics Values(Candidate candidate, Forecasts known) => RegressionMetrics.Of(
        Array.ConvertAll(known.Predictions, p => (double)p.Value), Array.ConvertAll(known.Bars, bar => candidate.Labels.Returns[bar]));

    private static FoldResult Fold(long openTime, BacktestResult result, BarRange fold)
    {
        var start = fold.Start - result.Range.Start;
        var before = start == 0 ? result.InitialCapital : result.Equity[start - 1];
        var after = result.Equity[fold.End - result.Range.Start - 1];
        return new FoldResult(Time(openTime), fold.Length, result.Trades.Count(trade => fold.Contains(trade.EntryBar)), after / before - 1);
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

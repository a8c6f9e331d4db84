using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Quality.EntryThresholds;

/// <summary>Chooses, on validation, how confident a forecast must be to be traded.</summary>
public static class EntryThreshold
{
    // Neighbours on either side that a threshold's bound is averaged over.
    private const int Reach = 2;

    // Thresholds this share of a standard error below the best count as equal to it.
    private const double Indifference = 0.25;

    /// <summary>
    /// Backtests every threshold of the grid. Each has a lower bound: its per-bar net Sharpe ratio less its standard error. Of the
    /// thresholds with enough trades it looks for the highest bound on average over itself and two neighbours on either side, as far as
    /// they have enough trades: a plateau is more robust than a peak. Of those within a quarter of a standard error of that it takes
    /// the lowest: the difference means nothing, and more trades prove more. If none has enough trades, the one with the most is taken, the
    /// higher among equals.
    /// </summary>
    /// <param name="backtester">Candles, funding, costs and exit rule of the unit.</param>
    /// <param name="validation">Bars to trade; nothing outside is looked at.</param>
    /// <param name="bars">Bar of each forecast, strictly increasing.</param>
    /// <param name="predictions">The forecasts.</param>
    /// <param name="options">Grid and least number of trades; null takes the defaults.</param>
    /// <param name="levels">Stop and target of a trade opened at each bar; null sets none.</param>
    /// <exception cref="ArgumentException">An empty or unsorted grid, or forecasts that do not fit the bars.</exception>
    public static EntryThresholdChoice Choose(
        Backtester backtester, BarRange validation, ReadOnlySpan<int> bars, ReadOnlySpan<Prediction> predictions,
        EntryThresholdOptions? options = null,
        StopLevels? levels = null)
    {
        options ??= new EntryThresholdOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinTrades, 1);
        if (options.Grid.Count == 0 || options.Grid.Zip(options.Grid.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException("The grid of entry thresholds must be ascending and not empty.", nameof(options));
        var trials = new List<ThresholdTrial>();
        foreach (var threshold in options.Grid)
        {
            var signals = ForecastSignals.From(backtester.Candles.Count, bars, predictions, threshold, levels);
            var result = backtester.Run(validation, signals);
            var sharpe = SharpeStatistics.Of(BarReturns.Of(result));
            var bound = sharpe.Ratio - options.StandardErrors * sharpe.StandardError;
            trials.Add(new ThresholdTrial(
                threshold, result.Trades.Count, result.FinalEquity / result.InitialCapital - 1, bound, sharpe.StandardError));
        }
        return Pick(trials, options.MinTrades);
    }

    /// <summary>The rule of <see cref="Choose"/> on trials already made.</summary>
    /// <param name="trials">Ascending by threshold, not empty.</param>
    /// <param name="minTrades">Fewest trades.</param>
    public static EntryThresholdChoice Pick(IReadOnlyList<ThresholdTrial> trials, int minTrades)
    {
        ThresholdTrial? busiest = null;
        var (best, highest) = (-1, double.NegativeInfinity);
        for (var i = 0; i < trials.Count; i++)
        {
            if (busiest is null || trials[i].Trades >= busiest.Value.Trades)
                busiest = trials[i];
            if (trials[i].Trades >= minTrades && Plateau(trials, i, minTrades) is var mean && mean > highest)
                (best, highest) = (i, mean);
        }
        for (var i = 0; i <= best; i++)
        {
            if (trials[i].Trades < minTrades || !(Plateau(trials, i, minTrades) >= highest - Indifference * trials[best].StandardError))
                continue;
            var caveat = trials[i].LowerBound > 0 ? "" : ", though it is not above 0";
            return new EntryThresholdChoice(
                trials[i].Threshold,
                $"lower bound of the net Sharpe ratio on validation as high as any, neighbours included{caveat}; {trials[i].Trades} trades",
                trials);
        }
        var most = busiest ?? throw new ArgumentException("There are no thresholds to pick from.", nameof(trials));
        return new EntryThresholdChoice(
            most.Threshold, $"no threshold made {minTrades} trades on validation; the one with the most ({most.Trades})", trials);
    }

    private static double Plateau(IReadOnlyList<ThresholdTrial> trials, int at, int minTrades)
    {
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(0, at - Reach); i <= Math.Min(trials.Count - 1, at + Reach); i++)
        {
            if (trials[i].Trades < minTrades || double.IsNaN(trials[i].LowerBound))
                continue;
            sum += trials[i].LowerBound;
            count++;
        }
        return sum / count; // NaN without a bound: never the highest
    }
}

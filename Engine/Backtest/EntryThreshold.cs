using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Backtest;

/// <summary>Chooses, on validation, how confident a forecast must be to be traded.</summary>
public static class EntryThreshold
{
    // How many neighbours on either side have a say in a threshold's merit.
    private const int Reach = 2;

    /// <summary>
    /// Backtests every threshold of the grid. Each has a lower bound: its per-bar net Sharpe ratio less its standard error. Of the thresholds
    /// with enough trades it takes the one whose bound is highest on average over itself and two neighbours on either side, as far as they
    /// have enough trades: a plateau is likelier to last than a peak. Equals go to the higher threshold. Has none enough trades, the one with
    /// the most is taken, the higher among equals.
    /// </summary>
    /// <param name="backtester">Candles, funding, costs and exit rule of the unit.</param>
    /// <param name="validation">Bars to trade; nothing outside is looked at.</param>
    /// <param name="bars">Bar of each forecast, strictly increasing.</param>
    /// <param name="predictions">The forecasts.</param>
    /// <param name="options">Grid and least number of trades; null takes the defaults.</param>
    /// <param name="levels">Stop and target of a trade opened at each bar; null sets none.</param>
    /// <exception cref="ArgumentException">An empty or unsorted grid, or forecasts that do not fit the bars.</exception>
    public static EntryThresholdChoice Choose(
        Backtester backtester, BarRange validation, ReadOnlySpan<int> bars, ReadOnlySpan<Prediction> predictions, EntryThresholdOptions? options = null,
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
            trials.Add(new ThresholdTrial(threshold, result.Trades.Count, result.FinalEquity / result.InitialCapital - 1, bound));
        }
        return Pick(trials, options.MinTrades);
    }

    /// <summary>The rule of <see cref="Choose"/> on trials already made.</summary>
    /// <param name="trials">Ascending by threshold, not empty.</param>
    /// <param name="minTrades">Fewest trades.</param>
    public static EntryThresholdChoice Pick(IReadOnlyList<ThresholdTrial> trials, int minTrades)
    {
        ThresholdTrial? best = null, busiest = null;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < trials.Count; i++)
        {
            var trial = trials[i];
            if (busiest is null || trial.Trades >= busiest.Value.Trades)
                busiest = trial;
            if (trial.Trades >= minTrades && Plateau(trials, i, minTrades) is var mean && mean >= highest)
                (best, highest) = (trial, mean);
        }
        if (best is { } found)
        {
            var caveat = found.LowerBound > 0 ? "" : ", though it is not above 0";
            return new EntryThresholdChoice(
                found.Threshold, $"highest lower bound of the net Sharpe ratio on validation, neighbours included{caveat}; {found.Trades} trades", trials);
        }
        var most = busiest ?? throw new ArgumentException("There are no thresholds to pick from.", nameof(trials));
        return new EntryThresholdChoice(most.Threshold, $"no threshold made {minTrades} trades on validation; the one with the most ({most.Trades})", trials);
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
        return sum / count; // not a number where no bound is: never the highest
    }
}

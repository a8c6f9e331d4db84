using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Backtest;

/// <summary>Chooses, on validation, how confident a forecast must be to be traded.</summary>
public static class EntryThreshold
{
    /// <summary>
    /// Backtests every threshold of the grid and takes the one whose per-bar net Sharpe ratio, less its standard error, is highest among
    /// those with enough trades; equals go to the higher threshold. Is none of them positive, the most selective with enough trades is
    /// taken; has none enough, the one with the most trades is, the higher among equals.
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
        ThresholdTrial? best = null, selective = null, busiest = null;
        foreach (var trial in trials)
        {
            if (busiest is null || trial.Trades >= busiest.Value.Trades)
                busiest = trial;
            if (trial.Trades < minTrades)
                continue;
            selective = trial;
            if (trial.LowerBound > 0 && (best is null || trial.LowerBound >= best.Value.LowerBound))
                best = trial;
        }
        if (best is { } found)
            return new EntryThresholdChoice(found.Threshold, $"highest lower bound of the net Sharpe ratio on validation, {found.Trades} trades", trials);
        if (selective is { } strict)
            return new EntryThresholdChoice(
                strict.Threshold, $"no threshold earned its costs on validation; the most selective with {minTrades} trades or more", trials);
        var most = busiest ?? throw new ArgumentException("There are no thresholds to pick from.", nameof(trials));
        return new EntryThresholdChoice(most.Threshold, $"no threshold made {minTrades} trades on validation; the one with the most ({most.Trades})", trials);
    }
}

using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>How a run trades a unit's forecasts: in its backtest and, later, on paper.</summary>
public static class UnitTrading
{
    /// <summary>What trading a unit costs: the run's costs with the spread of its coin.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="halfSpreadBps">The coin's half-spread, basis points; null takes the configured one.</param>
    public static CostOptions Costs(RunOptions options, double? halfSpreadBps) =>
        halfSpreadBps is { } half ? options.Costs with { HalfSpreadBps = half } : options.Costs;

    /// <summary>The backtest over a unit's candles: a trade is held for the horizon.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="costs">What trading the unit costs.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="funding">Funding rates; null where none are known.</param>
    /// <param name="horizon">Bars.</param>
    public static Backtester Backtester(
        RunOptions options, CostOptions costs, CandleSeries candles, FundingSeries? funding, int horizon) => new(
        candles, funding, new BacktestOptions { Latency = options.Latency, Exit = ExitPolicy.HoldBars(horizon), Costs = costs });

    /// <summary>Stop and target of a trade opened at each bar; null where the run sets none.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="horizon">Bars.</param>
    public static StopLevels? Levels(RunOptions options, CandleSeries candles, int horizon) =>
        options.StopSigma > 0 ? StopLevels.Of(candles, horizon, options.StopSigma, options.TargetR) : null;
}

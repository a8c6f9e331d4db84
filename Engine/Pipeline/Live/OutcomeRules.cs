using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>Tells what became of a forecast by the same rules as the run labelled and traded by: labels, costs, stops and exits.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="horizon">How far its model looks, bars.</param>
/// <param name="halfSpreadBps">Half-spread the unit's trades pay, basis points; null takes the configured one.</param>
public sealed class OutcomeRules(RunOptions options, int horizon, double? halfSpreadBps = null)
{
    private readonly CostOptions costs = UnitTrading.Costs(options, halfSpreadBps);

    /// <summary>Bars after the forecast's own whose candles must have closed before its outcome is known.</summary>
    public int Bars => 1 + options.Latency + horizon;

    /// <summary>Whether positions pay funding.</summary>
    public bool HasFunding => costs.HasFunding;

    /// <summary>The outcome of the forecast at the close of a bar.</summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="funding">Funding rates; null where none are known.</param>
    /// <param name="bar">The forecast's bar: <see cref="Bars"/> or more follow it.</param>
    /// <param name="direction">-1, 0 or 1.</param>
    /// <param name="isTraded">Whether it is traded.</param>
    /// <param name="hasEnded">Whether no candle will follow those here, as of a coin that is no longer traded: a trade that is open then is
    /// left at the last price.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few bars follow, and more will.</exception>
    public ForecastOutcome Judge(
        CandleSeries candles, FundingSeries? funding, int bar, int direction, bool isTraded, bool hasEnded = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hasEnded ? bar : bar + Bars, candles.Count, nameof(bar));
        var labels = UnitSamples.Labels(options, costs, candles, horizon);
        var trade = isTraded && direction != 0 ? Trade(candles, funding, bar, direction) : null;
        return labels.Has(bar)
            ? new ForecastOutcome(labels.Classes[bar], labels.Returns[bar], trade)
            : new ForecastOutcome(null, null, trade);
    }

    private Trade? Trade(CandleSeries candles, FundingSeries? funding, int bar, int direction)
    {
        var sides = new sbyte[candles.Count];
        sides[bar] = (sbyte)direction;
        var levels = UnitTrading.Levels(options, candles, horizon);
        var signals = new SignalSeries(sides, null, levels?.Stops, levels?.Targets);
        return UnitTrading.Backtester(options, costs, candles, funding, horizon)
            .Run(new BarRange(bar, Math.Min(bar + Bars + 1, candles.Count)), signals).Trades.SingleOrDefault();
    }
}

namespace Huracan.Contracts.Trading;

/// <summary>
/// One closed trade of a backtest. Times are milliseconds since the Unix epoch, UTC: a fill at a bar's open carries the
/// open's time, a fill inside a bar or at its close carries the bar's end. Money is in the quote currency.
/// </summary>
public sealed record Trade
{
    /// <summary>Number within the backtest, from 1; what ledger entries refer to.</summary>
    public required int Number { get; init; }

    /// <summary>1 long, -1 short.</summary>
    public required int Side { get; init; }

    /// <summary>Quantity in the base asset, positive.</summary>
    public required double Quantity { get; init; }

    /// <summary>Bar whose open filled the entry, or in which a resting order was filled; index into the candles.</summary>
    public required int EntryBar { get; init; }

    /// <summary>Bar at whose close the signal was made; null where it is not told.</summary>
    public int? SignalBar { get; init; }

    /// <summary>When it was entered, ms UTC.</summary>
    public required long EntryTime { get; init; }

    /// <summary>The bar's open, or the price of a resting order; costs are apart from it.</summary>
    public required double EntryPrice { get; init; }

    /// <summary>Bar in which it was left, index into the candles.</summary>
    public required int ExitBar { get; init; }

    /// <summary>When it was left, ms UTC.</summary>
    public required long ExitTime { get; init; }

    /// <summary>Open, stop, target or close it was left at; costs are apart from it.</summary>
    public required double ExitPrice { get; init; }

    /// <summary>Why it was left.</summary>
    public required ExitReason Reason { get; init; }

    /// <summary>Bars during which the position was open after the bar's open fills.</summary>
    public required int BarsHeld { get; init; }

    /// <summary>Side × quantity × (exit price − entry price).</summary>
    public required double GrossPnl { get; init; }

    /// <summary>Exchange fees of both legs, 0 or more.</summary>
    public required double Fees { get; init; }

    /// <summary>Half-spreads paid, 0 or more.</summary>
    public required double Spread { get; init; }

    /// <summary>Slippage paid, 0 or more.</summary>
    public required double Slippage { get; init; }

    /// <summary>Square-root market impact paid, 0 or more.</summary>
    public required double Impact { get; init; }

    /// <summary>Funding received; negative when paid.</summary>
    public required double Funding { get; init; }

    /// <summary>
    /// Money at risk at the entry: distance to the stop × quantity. Without a stop: entry notional × trailing volatility over
    /// the holding time (one day where no time is set). NaN while no volatility is known.
    /// </summary>
    public required double InitialRisk { get; init; }

    /// <summary>Costs of both legs without funding.</summary>
    public double Costs => Fees + Spread + Slippage + Impact;

    /// <summary>Profit after everything: gross − costs + funding.</summary>
    public double NetPnl => GrossPnl - Costs + Funding;

    /// <summary>Net profit in units of the initial risk (Tharp's R multiple); NaN where the risk is unknown.</summary>
    public double RMultiple => NetPnl / InitialRisk;

    /// <summary>Net profit over the entry notional, basis points.</summary>
    public double NetBps => 1e4 * NetPnl / (Quantity * EntryPrice);
}

namespace Huracan.Contracts.Reports;

/// <summary>
/// What trades brought, part by part: net = gross − fees − spread − slippage − impact + funding. All means are per trade, in basis points
/// of the entry notional.
/// </summary>
/// <param name="Trades">Number of trades.</param>
/// <param name="Days">Number of days with an entry.</param>
/// <param name="Gross">Result of the prices alone.</param>
/// <param name="Fees">Exchange fees, paid above 0.</param>
/// <param name="Spread">Half-spreads, paid above 0.</param>
/// <param name="Slippage">Slippage, paid above 0.</param>
/// <param name="Impact">Impact at the size of the backtest, paid above 0.</param>
/// <param name="Funding">Funding received; below 0 when paid.</param>
/// <param name="Net">What is left.</param>
public sealed record EdgeFigures(
    int Trades, int Days, EdgePart Gross, EdgePart Fees, EdgePart Spread, EdgePart Slippage, EdgePart Impact, EdgePart Funding,
    EdgePart Net)
{
    /// <summary>How much one trade can carry; null where it is not told, as for resting orders, or without trades.</summary>
    public TradeCapacity? Capacity { get; init; }
}

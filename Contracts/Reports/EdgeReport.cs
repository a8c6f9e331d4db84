using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary><c>edge.json</c>: what a candidate's trades of the test part brought and what they cost.</summary>
/// <param name="Spread">The spread paid, and where it comes from.</param>
/// <param name="Taker">Entered at the next open: the trades of the backtest.</param>
/// <param name="Maker">Entered by an order resting at the close of the signal's bar, filled only where the price traded through it.</param>
public sealed record EdgeReport(CoinSpread Spread, EntryEdge Taker, EntryEdge Maker)
{
    /// <summary>Bars after the signal's during which a resting order waits.</summary>
    public int MakerWaitBars { get; init; }

    /// <summary>How far beyond a resting order the price must trade to fill it, basis points.</summary>
    public double MakerThroughBps { get; init; }
}

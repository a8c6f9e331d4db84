namespace Huracan.Engine.Backtest;

/// <summary>How positions begin. The default is <see cref="Taker"/>.</summary>
public readonly record struct EntryPolicy
{
    private EntryPolicy(int waitBars, double throughBps) => (WaitBars, ThroughBps) = (waitBars, throughBps);

    /// <summary>By a market order at the open at which the signal is due; it pays spread, slippage, impact and the taker fee.</summary>
    public static EntryPolicy Taker => default;

    /// <summary>Bars that a resting order waits, the one at whose open the signal is due among them; 0 for a market order.</summary>
    public int WaitBars { get; }

    /// <summary>How far beyond a resting order the price must trade to fill it, basis points of its price.</summary>
    public double ThroughBps { get; }

    /// <summary>Whether entries are resting orders.</summary>
    public bool IsMaker => WaitBars > 0;

    /// <summary>
    /// By a limit order at the close of the signal's bar. It is filled at its price, for the maker fee alone, in the first bar whose low
    /// (high, for a short) lies beyond it by <paramref name="throughBps"/> or more; one that is only reached counts as missed, since others
    /// stood before it. It is withdrawn after <paramref name="waitBars"/> bars, or when another signal is due.
    /// </summary>
    /// <param name="waitBars">1 or more; a hold's number of bars at most counts.</param>
    /// <param name="throughBps">0 or more; at 0 the price must still pass the order, by however little.</param>
    public static EntryPolicy Maker(int waitBars, double throughBps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(waitBars, 1);
        if (!double.IsFinite(throughBps) || throughBps < 0)
            throw new ArgumentOutOfRangeException(nameof(throughBps), throughBps, "The distance is finite and not negative.");
        return new EntryPolicy(waitBars, throughBps);
    }
}

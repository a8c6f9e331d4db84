namespace Huracan.Engine.Backtest;

/// <summary>How a position ends when neither stop nor target is touched. The default is <see cref="FollowSignal"/>.</summary>
public readonly record struct ExitPolicy
{
    private ExitPolicy(int bars) => Bars = bars;

    /// <summary>
    /// The position is what the due signal says, bar by bar: it ends when the signal does. A signal whose position was stopped out or
    /// reached its target is spent: the same side is not entered again before another signal was due.
    /// </summary>
    public static ExitPolicy FollowSignal => default;

    /// <summary>Bars held; 0 when the position follows the signal.</summary>
    public int Bars { get; }

    /// <summary>Whether this is <see cref="FollowSignal"/>.</summary>
    public bool FollowsSignal => Bars == 0;

    /// <summary>
    /// Enters on a signal that is not 0 when flat and leaves at the open of entry bar + <paramref name="bars"/>. While holding, a signal
    /// of 0 or of the same side is ignored; one of the other side closes and reverses at its own fill.
    /// </summary>
    /// <param name="bars">1 or more.</param>
    public static ExitPolicy HoldBars(int bars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        return new ExitPolicy(bars);
    }
}

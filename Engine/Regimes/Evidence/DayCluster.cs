namespace Huracan.Engine.Regimes.Evidence;

/// <summary>The trades of one regime on one day, as sums.</summary>
/// <param name="Day">Day, UTC, counted since the Unix epoch.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="Wins">Number that brought more than 0.</param>
/// <param name="Sum">Sum of the net results, basis points.</param>
/// <param name="SumOfSquares">Sum of their squares.</param>
public readonly record struct DayCluster(int Day, int Trades, int Wins, double Sum, double SumOfSquares)
{
    /// <summary>The two together; the day is the first one's.</summary>
    public static DayCluster operator +(DayCluster left, DayCluster right) =>
        new(left.Day, left.Trades + right.Trades, left.Wins + right.Wins, left.Sum + right.Sum, left.SumOfSquares + right.SumOfSquares);

    internal static DayCluster Of(RegimeTrade trade) =>
        new(trade.Day, 1, trade.NetBps > 0 ? 1 : 0, trade.NetBps, trade.NetBps * trade.NetBps);
}

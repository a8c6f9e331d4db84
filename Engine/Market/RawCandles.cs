using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// Candles as a source gave them, in its order and with its defects: rows may be unsorted, doubled, missing or not a number.
/// <see cref="Origin"/> says where they come from, in words fit for a message.
/// </summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe the source says the rows have.</param>
/// <param name="Origin">File name or generator.</param>
/// <param name="OpenTimes">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Open">First prices; an empty cell is NaN.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Volumes, base asset.</param>
public sealed record RawCandles(
    string Coin, Timeframe Timeframe, string Origin, long[] OpenTimes, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume)
{
    /// <summary>Number of rows.</summary>
    public int Count => OpenTimes.Length;
}

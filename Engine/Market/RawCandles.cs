using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// Candles as a source gave them, in its order and with its defects: rows may be unsorted, duplicate, missing or NaN.
/// <see cref="Origin"/> is their origin for messages.
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
    string Coin, Timeframe Timeframe, string Origin, long[] OpenTimes, double[] Open, double[] High, double[] Low, double[] Close,
    double[] Volume)
{
    /// <summary>Line of each row in the file, a header being line 1; null where rows are counted from 1, as in Parquet or memory.</summary>
    public int[]? Lines { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => OpenTimes.Length;

    /// <summary>Row number for messages.</summary>
    public int RowOf(int index) => Lines is null ? index + 1 : Lines[index];

    /// <summary>Copies the rows of the given indexes, in their order.</summary>
    public RawCandles Take(IReadOnlyList<int> indexes)
    {
        T[] Pick<T>(T[] column)
        {
            var picked = new T[indexes.Count];
            for (var i = 0; i < picked.Length; i++)
                picked[i] = column[indexes[i]];
            return picked;
        }
        return this with
        {
            OpenTimes = Pick(OpenTimes),
            Open = Pick(Open),
            High = Pick(High),
            Low = Pick(Low),
            Close = Pick(Close),
            Volume = Pick(Volume),
            Lines = Lines is null ? null : Pick(Lines),
        };
    }
}

using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// The newest candles of a unit, one added as each closes. Gaps are treated as the preflight does: few missing candles are filled at the
/// last close, without volume, and marked; a longer gap begins the window anew. Not safe for several threads at once.
/// </summary>
/// <param name="unit">The unit.</param>
/// <param name="capacity">At least so many of the newest candles are kept; 1 or more.</param>
/// <param name="maxGapBars">Most consecutive missing candles that are filled.</param>
public sealed class CandleWindow(UnitId unit, int capacity, int maxGapBars)
{
    private const int OpenColumn = 0, HighColumn = 1, LowColumn = 2, CloseColumn = 3, VolumeColumn = 4, Columns = 5;

    private readonly double[][] numbers = [.. Enumerable.Range(0, Columns).Select(_ => new double[2 * capacity])];
    private readonly bool[] marked = new bool[2 * capacity];
    private int count;

    /// <summary>The unit.</summary>
    public UnitId Unit => unit;

    /// <summary>At least so many of the newest candles are kept.</summary>
    public int Capacity => capacity;

    /// <summary>Number of candles, marked ones among them.</summary>
    public int Count => count;

    /// <summary>When the newest candle closed, milliseconds since the Unix epoch, UTC; 0 where there is none.</summary>
    public long EndTime { get; private set; }

    /// <summary>Adds a candle. One that is not newer than those here changes nothing.</summary>
    /// <param name="openTime">Open time on the grid of the timeframe, milliseconds since the Unix epoch, UTC.</param>
    /// <param name="open">First price.</param>
    /// <param name="high">Highest price.</param>
    /// <param name="low">Lowest price.</param>
    /// <param name="close">Last price.</param>
    /// <param name="volume">Traded volume, base asset.</param>
    /// <exception cref="ArgumentException">The open time is off the grid.</exception>
    public void Add(long openTime, double open, double high, double low, double close, double volume)
    {
        var step = unit.Timeframe.Milliseconds;
        if (openTime % step != 0)
            throw new ArgumentException($"A candle of {unit} opens at {openTime} ms, off the grid.", nameof(openTime));
        if (openTime < EndTime)
            return;
        var missing = (openTime - EndTime) / step;
        if (missing > maxGapBars)
            count = 0;
        for (; count > 0 && EndTime < openTime; EndTime += step)
        {
            var last = numbers[CloseColumn][count - 1];
            Append(last, last, last, last, 0, isMarked: true);
        }
        // As GapRepair marks it: nothing could have been bought in a flat candle without volume.
        Append(open, high, low, close, volume, isMarked: volume == 0 && high == low);
        EndTime = openTime + step;
    }

    /// <summary>Copies the candles; later ones do not change the copy.</summary>
    public CandleSeries ToSeries()
    {
        var (times, first) = (new long[count], EndTime - count * unit.Timeframe.Milliseconds);
        for (var i = 0; i < count; i++)
            times[i] = first + i * unit.Timeframe.Milliseconds;
        return new CandleSeries(
            unit.Coin, unit.Timeframe, times, Copy(OpenColumn), Copy(HighColumn), Copy(LowColumn), Copy(CloseColumn), Copy(VolumeColumn),
            marked[..count]);
    }

    private void Append(double open, double high, double low, double close, double volume, bool isMarked)
    {
        if (count == marked.Length) // the older half goes
        {
            foreach (var column in numbers)
                column.AsSpan(capacity).CopyTo(column);
            marked.AsSpan(capacity).CopyTo(marked);
            count = capacity;
        }
        (numbers[OpenColumn][count], numbers[HighColumn][count], numbers[LowColumn][count]) = (open, high, low);
        (numbers[CloseColumn][count], numbers[VolumeColumn][count], marked[count]) = (close, volume, isMarked);
        count++;
    }

    private double[] Copy(int column) => numbers[column][..count];
}

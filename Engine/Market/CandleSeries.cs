using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// The candles of one coin at one timeframe as columns: strictly increasing in time, on the timeframe's grid,
/// without gaps, every price finite and positive. A candle that stands in for a missing one is <em>marked</em>:
/// no label and no trade may rest on it.
/// </summary>
public sealed class CandleSeries
{
    private readonly long[] openTimes;
    private readonly double[] open;
    private readonly double[] high;
    private readonly double[] low;
    private readonly double[] close;
    private readonly double[] volume;
    private readonly bool[] marked;

    /// <summary>Takes ownership of the columns, which must have one length.</summary>
    /// <param name="coin">Symbol, such as <c>BTCUSDT</c>.</param>
    /// <param name="timeframe">Length of each candle.</param>
    /// <param name="openTimes">Open times in milliseconds since the Unix epoch, UTC; each <paramref name="timeframe"/> after the
    /// last.</param>
    /// <param name="open">First price, quote currency.</param>
    /// <param name="high">Highest price.</param>
    /// <param name="low">Lowest price.</param>
    /// <param name="close">Last price.</param>
    /// <param name="volume">Traded volume in the base asset, 0 or more.</param>
    /// <param name="marked">True where the candle stands in for a missing one; null when none does.</param>
    /// <exception cref="ArgumentException">Lengths differ, or times are off the grid or not consecutive.</exception>
    public CandleSeries(
        string coin, Timeframe timeframe, long[] openTimes, double[] open, double[] high, double[] low, double[] close, double[] volume,
        bool[]? marked = null)
    {
        var n = openTimes.Length;
        if (open.Length != n || high.Length != n || low.Length != n || close.Length != n || volume.Length != n
            || (marked is not null && marked.Length != n))
            throw new ArgumentException($"The columns of {coin}/{timeframe} differ in length (open_time has {n}).");
        for (var i = 0; i < n; i++)
        {
            if (openTimes[i] % timeframe.Milliseconds != 0 || (i > 0 && openTimes[i] - openTimes[i - 1] != timeframe.Milliseconds))
                throw new ArgumentException(
                    $"Candle {i} of {coin}/{timeframe} opens at {openTimes[i]} ms, off the {timeframe} grid or not right after the one "
                        + "before.");
        }
        Coin = coin;
        Timeframe = timeframe;
        this.openTimes = openTimes;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.marked = marked ?? new bool[n];
    }

    /// <summary>Symbol.</summary>
    public string Coin { get; }

    /// <summary>Length of each candle.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>The unit these candles belong to.</summary>
    public UnitId Unit => new(Coin, Timeframe);

    /// <summary>Number of candles.</summary>
    public int Count => openTimes.Length;

    /// <summary>Open times, milliseconds since the Unix epoch, UTC.</summary>
    public ReadOnlySpan<long> OpenTimes => openTimes;

    /// <summary>First prices.</summary>
    public ReadOnlySpan<double> Open => open;

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => high;

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => low;

    /// <summary>Last prices.</summary>
    public ReadOnlySpan<double> Close => close;

    /// <summary>Volumes in the base asset.</summary>
    public ReadOnlySpan<double> Volume => volume;

    /// <summary>True where a candle stands in for a missing one.</summary>
    public ReadOnlySpan<bool> Marked => marked;

    /// <summary>End of the last candle, milliseconds since the Unix epoch, exclusive; 0 when empty.</summary>
    public long EndTime => Count == 0 ? 0 : openTimes[^1] + Timeframe.Milliseconds;

    /// <summary>Copies the candles <c>[start, start + count)</c>.</summary>
    public CandleSeries Slice(int start, int count)
    {
        var range = start..(start + count);
        return new CandleSeries(
            Coin, Timeframe, openTimes[range], open[range], high[range], low[range], close[range], volume[range], marked[range]);
    }

    /// <summary>Index of the candle that opens at <paramref name="openTime"/>, or -1.</summary>
    public int IndexOf(long openTime)
    {
        if (Count == 0 || openTime < openTimes[0] || openTime > openTimes[^1] || openTime % Timeframe.Milliseconds != 0)
            return -1;
        return (int)((openTime - openTimes[0]) / Timeframe.Milliseconds);
    }
}

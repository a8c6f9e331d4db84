using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// Builds coarser candles out of finer ones: open of the first, highest high, lowest low, close of the last, summed volume.
/// A coarse candle is made of a whole group only, so an unfinished group at either end is dropped; it is marked when
/// <em>any</em> of its parts is, because its extremes and its volume then rest on a candle that is not there.
/// </summary>
public static class Resampler
{
    /// <summary>The series at <paramref name="target"/>; the series itself when it already has that timeframe.</summary>
    /// <exception cref="ArgumentException"><paramref name="target"/> is no multiple of the series' timeframe.</exception>
    public static CandleSeries To(CandleSeries series, Timeframe target)
    {
        if (target == series.Timeframe)
            return series;
        if (!CanMake(series.Timeframe, target))
            throw new ArgumentException(
                $"{series.Unit} cannot be resampled to {target}: {target} is not a multiple of {series.Timeframe}.", nameof(target));

        var size = target.Minutes / series.Timeframe.Minutes;
        var start = FirstWholeGroup(series, target);
        var count = Math.Max(0, (series.Count - start) / size);
        var times = new long[count];
        var open = new double[count];
        var high = new double[count];
        var low = new double[count];
        var close = new double[count];
        var volume = new double[count];
        var marked = new bool[count];
        for (var k = 0; k < count; k++)
        {
            var first = start + k * size;
            times[k] = series.OpenTimes[first];
            open[k] = series.Open[first];
            close[k] = series.Close[first + size - 1];
            high[k] = double.NegativeInfinity;
            low[k] = double.PositiveInfinity;
            for (var i = first; i < first + size; i++)
            {
                high[k] = Math.Max(high[k], series.High[i]);
                low[k] = Math.Min(low[k], series.Low[i]);
                volume[k] += series.Volume[i];
                marked[k] |= series.Marked[i];
            }
        }
        return new CandleSeries(series.Coin, target, times, open, high, low, close, volume, marked);
    }

    /// <summary>Whether candles of <paramref name="source"/> add up to candles of <paramref name="target"/>.</summary>
    public static bool CanMake(Timeframe source, Timeframe target) => source <= target && target.Minutes % source.Minutes == 0;

    private static int FirstWholeGroup(CandleSeries series, Timeframe target)
    {
        if (series.Count == 0)
            return 0;
        var into = series.OpenTimes[0] % target.Milliseconds;
        if (into < 0)
            into += target.Milliseconds;
        return into == 0 ? 0 : (int)((target.Milliseconds - into) / series.Timeframe.Milliseconds);
    }
}

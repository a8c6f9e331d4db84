using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Engine.Features;

/// <summary>
/// Joins candles into ones k times as long, on the Unix epoch's grid; a coarse candle is there only when all its k parts are.
/// </summary>
internal static class CoarseCandles
{
    /// <summary>Bar at which the first complete coarse candle opens, 0 to k - 1 (past the end when there is none).</summary>
    public static int FirstStart(CandleSeries candles, int factor)
    {
        if (candles.Count == 0)
            return 0;
        var into = (int)(candles.OpenTimes[0] / candles.Timeframe.Milliseconds % factor);
        return into == 0 ? 0 : factor - into;
    }

    /// <summary>
    /// The complete coarse candles. Their timeframe may be longer than a day (16 × 4h): it is a length here, not one a unit has.
    /// </summary>
    public static CandleSeries Of(CandleSeries candles, int factor)
    {
        var start = FirstStart(candles, factor);
        var count = Math.Max(0, candles.Count - start) / factor;
        var times = new long[count];
        var (open, high, low) = (new double[count], new double[count], new double[count]);
        var (close, volume) = (new double[count], new double[count]);
        var marked = new bool[count];
        for (var j = 0; j < count; j++)
        {
            var first = start + j * factor;
            times[j] = candles.OpenTimes[first];
            open[j] = candles.Open[first];
            high[j] = candles.High[first];
            low[j] = candles.Low[first];
            for (var i = first; i < first + factor; i++)
            {
                high[j] = Math.Max(high[j], candles.High[i]);
                low[j] = Math.Min(low[j], candles.Low[i]);
                volume[j] += candles.Volume[i];
                marked[j] |= candles.Marked[i];
            }
            close[j] = candles.Close[first + factor - 1];
        }
        return new CandleSeries(
            candles.Coin, new Timeframe(candles.Timeframe.Minutes * factor), times, open, high, low, close, volume, marked);
    }
}

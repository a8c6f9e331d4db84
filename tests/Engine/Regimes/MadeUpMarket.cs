using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Regimes;

/// <summary>Random candles whose volatility, drift and volume jump now and then, so that every regime comes up; some are marked.</summary>
internal static class MadeUpMarket
{
    public static CandleSeries Of(ulong seed, int count, double markedShare = 0, Timeframe? timeframe = null)
    {
        var random = new SeededRandom(seed);
        var frame = timeframe ?? Timeframe.H1;
        double[] open = new double[count], high = new double[count], low = new double[count], close = new double[count];
        double[] volume = new double[count];
        var marked = new bool[count];
        var (price, deviation, drift, traded) = (100.0, 0.01, 0.0, 1.0);
        for (var t = 0; t < count; t++)
        {
            if (random.NextInt(40) == 0)
            {
                deviation = 0.01 * Math.Pow(6, random.NextDouble() * (random.NextInt(3) == 0 ? 1 : 0.3));
                drift = random.NextInt(3) == 0 ? deviation * 0.6 * random.NextGaussian() : 0;
                traded = random.NextInt(4) == 0 ? 0.3 * random.NextDouble() : 1;
            }
            open[t] = price;
            marked[t] = t > 0 && random.NextDouble() < markedShare;
            if (!marked[t])
            {
                price *= Math.Exp(drift + deviation * random.NextGaussian());
                volume[t] = random.NextDouble() < 0.3 * (1 - traded) ? 0 : traded * Math.Exp(0.5 * random.NextGaussian());
            }
            close[t] = price;
            (high[t], low[t]) = (Math.Max(open[t], close[t]), Math.Min(open[t], close[t]));
        }
        var times = Enumerable.Range(0, count).Select(t => t * frame.Milliseconds).ToArray();
        return new CandleSeries("SOLUSDT", frame, times, open, high, low, close, volume, marked);
    }

    /// <summary>The same candles up to a bar, and others behind it.</summary>
    public static CandleSeries WithOtherFuture(CandleSeries candles, int from, ulong seed)
    {
        var other = Of(seed, candles.Count, 0.1, candles.Timeframe);
        double[] Join(ReadOnlySpan<double> past, ReadOnlySpan<double> future) => [.. past[..from], .. future[from..]];
        return new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), Join(candles.Open, other.Open), Join(candles.High, other.High),
            Join(candles.Low, other.Low), Join(candles.Close, other.Close), Join(candles.Volume, other.Volume),
            [.. candles.Marked[..from], .. other.Marked[from..]]);
    }
}

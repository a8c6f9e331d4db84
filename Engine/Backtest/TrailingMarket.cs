using Huracan.Engine.Market;

namespace Huracan.Engine.Backtest;

/// <summary>
/// Daily volatility and quote volume as they were known at the open of any bar: over the days before it, marked candles left out.
/// Kept as running sums: a lookup costs a few subtractions.
/// </summary>
internal sealed class TrailingMarket
{
    private readonly double[] sums;
    private readonly int window;
    private readonly double barsPerDay;

    public TrailingMarket(CandleSeries candles, int days)
    {
        barsPerDay = 1440.0 / candles.Timeframe.Minutes;
        window = Math.Max(1, (int)(days * barsPerDay));
        sums = new double[4 * (candles.Count + 1)]; // per bar: count, return, squared return, quote volume of all bars before it
        var close = candles.Close;
        var volume = candles.Volume;
        var marked = candles.Marked;
        double count = 0, total = 0, squares = 0, quote = 0;
        for (var i = 0; i < close.Length; i++)
        {
            if (i > 0 && !marked[i])
            {
                var r = Math.Log(close[i] / close[i - 1]);
                count++;
                total += r;
                squares += r * r;
                quote += volume[i] * close[i];
            }
            var at = 4 * (i + 1);
            sums[at] = count;
            sums[at + 1] = total;
            sums[at + 2] = squares;
            sums[at + 3] = quote;
        }
    }

    /// <summary>Standard deviation of log returns over a day; 0 before two returns are known.</summary>
    public double DailyVolatility(int bar)
    {
        var from = 4 * Math.Max(0, bar - window);
        var to = 4 * bar;
        var n = sums[to] - sums[from];
        if (n < 2)
            return 0;
        var total = sums[to + 1] - sums[from + 1];
        var variance = (sums[to + 2] - sums[from + 2] - total * total / n) / (n - 1);
        return Math.Sqrt(Math.Max(0, variance) * barsPerDay);
    }

    /// <summary>Mean quote volume of a day; 0 before any is known.</summary>
    public double DailyQuoteVolume(int bar)
    {
        var from = 4 * Math.Max(0, bar - window);
        var to = 4 * bar;
        var n = sums[to] - sums[from];
        return n < 1 ? 0 : (sums[to + 3] - sums[from + 3]) / n * barsPerDay;
    }

    /// <summary>Mean quote volume of a bar.</summary>
    public double BarQuoteVolume(int bar) => DailyQuoteVolume(bar) / barsPerDay;
}

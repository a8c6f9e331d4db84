using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>Small candle series for tests.</summary>
internal static class TestMarket
{
    /// <summary>2024-01-01T00:00Z, a funding boundary.</summary>
    public const long Start = 1_704_067_200_000;

    /// <summary>Candles from (open, high, low, close) rows; volume 1,000 each.</summary>
    public static CandleSeries Candles(
        Timeframe timeframe, long start, bool[]? marked, params (double O, double H, double L, double C)[] rows) =>
        new(
        "TESTUSDT",
        timeframe,
        [.. Enumerable.Range(0, rows.Length).Select(i => start + i * timeframe.Milliseconds)],
        [.. rows.Select(r => r.O)],
        [.. rows.Select(r => r.H)],
        [.. rows.Select(r => r.L)],
        [.. rows.Select(r => r.C)],
        [.. rows.Select(_ => 1000.0)],
        marked);

    /// <summary>A random walk with opening gaps; about one bar in twelve is marked when asked for.</summary>
    public static CandleSeries Random(
        SeededRandom random, int count, Timeframe timeframe, bool marks = false, double volatility = 0.01, long start = Start)
    {
        var open = new double[count];
        var high = new double[count];
        var low = new double[count];
        var close = new double[count];
        var volume = new double[count];
        var marked = new bool[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var gap = random.NextInt(5) == 0 ? Math.Exp(volatility * 2 * random.NextGaussian()) : 1;
            open[i] = price * gap;
            close[i] = open[i] * Math.Exp(volatility * random.NextGaussian());
            high[i] = Math.Max(open[i], close[i]) * Math.Exp(volatility * Math.Abs(random.NextGaussian()));
            low[i] = Math.Min(open[i], close[i]) * Math.Exp(-volatility * Math.Abs(random.NextGaussian()));
            volume[i] = 1000 * (0.5 + random.NextDouble());
            if (marks && random.NextInt(12) == 0)
            {
                marked[i] = true;
                open[i] = high[i] = low[i] = close[i] = price;
                volume[i] = 0;
            }
            price = close[i];
        }
        long[] times = [.. Enumerable.Range(0, count).Select(i => start + i * timeframe.Milliseconds)];
        return new CandleSeries("TESTUSDT", timeframe, times, open, high, low, close, volume, marked);
    }

    public static BarRange All(this CandleSeries candles) => new(0, candles.Count);

    /// <summary>Signals that last a few bars each, with stops and targets on some.</summary>
    public static SignalSeries Signals(SeededRandom random, int count, bool levels = true, bool quantities = false)
    {
        var sides = new sbyte[count];
        var stops = new double[count];
        var targets = new double[count];
        var sizes = new double[count];
        sbyte side = 0;
        for (var i = 0; i < count; i++)
        {
            if (random.NextInt(3) == 0)
                side = (sbyte)(random.NextInt(3) - 1);
            sides[i] = side;
            stops[i] = levels && random.NextInt(3) > 0 ? 0.002 + 0.02 * random.NextDouble() : double.NaN;
            targets[i] = levels && random.NextInt(3) > 0 ? 0.002 + 0.03 * random.NextDouble() : double.NaN;
            sizes[i] = quantities && random.NextInt(2) > 0 ? 1 + random.NextInt(5) : double.NaN;
        }
        return new SignalSeries(sides, sizes, stops, targets);
    }
}

using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

/// <summary>Well-formed random candles to damage or to compute on.</summary>
internal static class RandomCandles
{
    public const long Start = 1_704_067_200_000; // 2024-01-01

    public static RawCandles Raw(int count, ulong seed = 1, Timeframe? timeframe = null, long start = Start)
    {
        var step = (timeframe ?? Timeframe.M15).Milliseconds;
        var random = new SeededRandom(seed);
        var raw = new RawCandles(
            "AAAUSDT", timeframe ?? Timeframe.M15, "AAAUSDT_15m.csv.gz",
            new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            raw.OpenTimes[i] = start + i * step;
            raw.Open[i] = price;
            price *= Math.Exp(0.004 * random.NextGaussian());
            raw.Close[i] = price;
            raw.High[i] = Math.Max(raw.Open[i], price) * (1 + 0.002 * random.NextDouble());
            raw.Low[i] = Math.Min(raw.Open[i], price) * (1 - 0.002 * random.NextDouble());
            raw.Volume[i] = 10 + 100 * random.NextDouble();
            price *= Math.Exp(0.0002 * random.NextGaussian());
        }
        return raw;
    }

    public static CandleSeries Series(int count, ulong seed = 1, Timeframe? timeframe = null, long start = Start, double markedShare = 0)
    {
        var raw = Raw(count, seed, timeframe, start);
        var random = new SeededRandom(seed).Fork("marks");
        var marked = new bool[count];
        for (var i = 0; i < count; i++)
            marked[i] = random.NextDouble() < markedShare;
        return new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume, marked);
    }

    /// <summary>The same rows in another order, or some of them, or some twice.</summary>
    public static RawCandles Rows(RawCandles raw, IEnumerable<int> rows)
    {
        var order = rows.ToArray();
        double[] Pick(double[] column) => [.. order.Select(i => column[i])];
        return raw with
        {
            OpenTimes = [.. order.Select(i => raw.OpenTimes[i])],
            Open = Pick(raw.Open),
            High = Pick(raw.High),
            Low = Pick(raw.Low),
            Close = Pick(raw.Close),
            Volume = Pick(raw.Volume),
        };
    }
}

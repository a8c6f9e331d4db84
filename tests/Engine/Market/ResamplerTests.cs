using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class ResamplerTests
{
    private static readonly Timeframe[] Ladder = [Timeframe.M15, Timeframe.M30, Timeframe.H1, Timeframe.H4, Timeframe.D1];

    [Fact]
    public void Candles_equal_those_of_pandas()
    {
        var rows = File.ReadLines(Repository.Golden("market", "resampled.csv"))
            .Skip(1)
            .Select(l => l.Split(','))
            .ToLookup(c => Timeframe.Parse(c[0]));
        CandleSeries Read(Timeframe timeframe)
        {
            double[] Column(int i) => [.. rows[timeframe].Select(c => double.Parse(c[i], CultureInfo.InvariantCulture))];
            long[] times = [.. rows[timeframe].Select(c => long.Parse(c[1], CultureInfo.InvariantCulture))];
            return new CandleSeries("AAAUSDT", timeframe, times, Column(2), Column(3), Column(4), Column(5), Column(6));
        }
        foreach (var target in Ladder)
            AssertSame(Read(target), Resampler.To(Read(Timeframe.M15), target));
    }

    [Fact]
    public void Resampling_in_steps_equals_resampling_at_once_from_any_start()
    {
        var random = new SeededRandom(11);
        for (var round = 0; round < 200; round++)
        {
            var start = RandomCandles.Start + random.NextInt(200) * Timeframe.M15.Milliseconds;
            var fine = RandomCandles.Series(random.NextInt(1_000), (ulong)round, Timeframe.M15, start, markedShare: 0.01);
            foreach (var middle in Ladder)
            {
                foreach (var target in Ladder.Where(t => t >= middle))
                    AssertSame(Resampler.To(fine, target), Resampler.To(Resampler.To(fine, middle), target));
            }
        }
    }

    [Fact]
    public void A_group_that_is_not_whole_is_dropped_at_both_ends()
    {
        // 06:45 to 13:00: of the four-hour candles only 08:00 to 12:00 is whole.
        var fine = RandomCandles.Series(25, start: RandomCandles.Start + 27 * Timeframe.M15.Milliseconds);
        var coarse = Resampler.To(fine, Timeframe.H4);
        Assert.Equal(1, coarse.Count);
        Assert.Equal(RandomCandles.Start + 8 * 3_600_000L, coarse.OpenTimes[0]);
        Assert.Equal(fine.Open[5], coarse.Open[0]);
        Assert.Equal(fine.Close[20], coarse.Close[0]);
    }

    [Fact]
    public void A_coarse_candle_is_marked_when_any_part_of_it_is()
    {
        var raw = RandomCandles.Raw(12);
        var marked = new bool[12];
        marked[6] = true;
        var fine = new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume, marked);
        Assert.Equal([false, true, false], Resampler.To(fine, Timeframe.H1).Marked.ToArray());
    }

    [Fact]
    public void An_empty_series_stays_empty() => Assert.Equal(0, Resampler.To(RandomCandles.Series(0), Timeframe.D1).Count);

    [Fact]
    public void A_timeframe_that_is_no_multiple_is_refused()
    {
        var hours = RandomCandles.Series(10, timeframe: Timeframe.H1);
        Assert.Throws<ArgumentException>(() => Resampler.To(hours, Timeframe.M30));
        Assert.Throws<ArgumentException>(() => Resampler.To(RandomCandles.Series(10, timeframe: Timeframe.M30), new Timeframe(45)));
    }

    private static void AssertSame(CandleSeries expected, CandleSeries actual)
    {
        Assert.Equal(expected.Timeframe, actual.Timeframe);
        Assert.Equal(expected.OpenTimes.ToArray(), actual.OpenTimes.ToArray());
        Assert.Equal(expected.Open.ToArray(), actual.Open.ToArray());
        Assert.Equal(expected.High.ToArray(), actual.High.ToArray());
        Assert.Equal(expected.Low.ToArray(), actual.Low.ToArray());
        Assert.Equal(expected.Close.ToArray(), actual.Close.ToArray());
        Assert.Equal(expected.Marked.ToArray(), actual.Marked.ToArray());
        for (var i = 0; i < expected.Count; i++)
            Assert.InRange(actual.Volume[i] / expected.Volume[i], 1 - 1e-12, 1 + 1e-12);
    }
}

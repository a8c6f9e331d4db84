using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class CandleWindowTests
{
    private static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);
    private static readonly long Hour = Timeframe.H1.Milliseconds;

    [Fact]
    public void A_series_that_came_one_by_one_is_the_one_the_preflight_makes_of_it()
    {
        var random = new SeededRandom(3);
        for (var round = 0; round < 20; round++)
        {
            var market = new SimulatedMarket(
                new SimulatorOptions { Coins = 1, Bars = 3_000, Timeframe = Timeframe.H1, Seed = (ulong)round });
            var whole = market.Load(Unit.Coin, Timeframe.H1, CancellationToken.None);
            var kept = Enumerable.Range(0, whole.Count).Where(i => i == 0 || random.NextDouble() > 0.004).ToList();
            var rows = whole.Take(kept);
            var window = new CandleWindow(Unit, capacity: 5_000, maxGapBars: 3);

            for (var i = 0; i < rows.Count; i++)
                Add(window, rows, i);

            Same(Preflight.Check(rows).Series!, window.ToSeries());
        }
    }

    [Fact]
    public void A_gap_too_long_to_fill_begins_anew()
    {
        var window = new CandleWindow(Unit, 100, maxGapBars: 3);
        window.Add(0, 1, 2, 1, 2, 5);
        window.Add(4 * Hour, 2, 3, 2, 3, 5);
        Assert.Equal([false, true, true, true, false], window.ToSeries().Marked.ToArray());

        window.Add(9 * Hour, 7, 8, 7, 8, 5);

        Assert.Equal((1, 10 * Hour), (window.Count, window.EndTime));
        Assert.Equal(7, window.ToSeries().Open[0]);
    }

    [Fact]
    public void The_newest_candles_are_kept_and_older_ones_change_nothing()
    {
        var window = new CandleWindow(Unit, capacity: 10, maxGapBars: 3);
        for (var i = 0; i < 1_000; i++)
        {
            window.Add(i * Hour, i + 1, i + 1, i + 1, i + 1, 1);
            window.Add(i * Hour, 99, 99, 99, 99, 99);
            Assert.True(window.Count >= Math.Min(i + 1, 10));
        }

        var series = window.ToSeries();

        Assert.InRange(series.Count, 10, 20);
        Assert.Equal(1_000 * Hour, series.EndTime);
        Assert.Equal(Enumerable.Range(1_001 - series.Count, series.Count).Select(i => (double)i), series.Close.ToArray());
        Assert.Throws<ArgumentException>(() => window.Add(1_000 * Hour + 1, 1, 1, 1, 1, 1));
    }

    private static void Add(CandleWindow window, RawCandles rows, int i) =>
        window.Add(rows.OpenTimes[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i]);

    private static void Same(CandleSeries expected, CandleSeries actual)
    {
        Assert.Equal(expected.OpenTimes, actual.OpenTimes);
        Assert.Equal(expected.Open, actual.Open);
        Assert.Equal(expected.High, actual.High);
        Assert.Equal(expected.Low, actual.Low);
        Assert.Equal(expected.Close, actual.Close);
        Assert.Equal(expected.Volume, actual.Volume);
        Assert.Equal(expected.Marked, actual.Marked);
    }
}

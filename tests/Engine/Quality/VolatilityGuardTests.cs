using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Quality;
using Huracan.Tests.Engine.Backtest;

namespace Huracan.Tests.Engine.Quality;

public class VolatilityGuardTests
{
    private static readonly VolatilityGuard Guard = new();

    /// <summary>Hourly returns of ±0.1 %, then a last day of ±<paramref name="last"/>.</summary>
    private static CandleSeries Candles(double last, int days = 40)
    {
        var rows = new (double, double, double, double)[days * 24];
        var price = 100.0;
        for (var i = 0; i < rows.Length; i++)
        {
            price *= Math.Exp((i % 2 == 0 ? 1 : -1) * (i >= rows.Length - 24 ? last : 0.001));
            rows[i] = (price, price, price, price);
        }
        return TestMarket.Candles(Timeframe.H1, TestMarket.Start, null, rows);
    }

    [Theory]
    [InlineData(0.0005, 0.45)]
    [InlineData(0.001, 0.45)]
    [InlineData(0.0015, 0.45)]
    [InlineData(0.00225, 0.525)]
    [InlineData(0.003, 0.6)]
    [InlineData(0.03, 0.6)]
    public void A_wild_day_asks_for_more_confidence(double last, double expected)
    {
        var candles = Candles(last);
        Assert.Equal(last / 0.001, Guard.VolatilityRatio(candles, candles.Count - 1), 1e-6);
        Assert.Equal(expected, Guard.Adjust(0.45, candles, candles.Count - 1), 1e-6);
    }

    [Fact]
    public void The_bar_is_never_lowered_and_moves_in_small_steps()
    {
        foreach (var bar in new[] { 0, 0.45, 0.9, 0.99, 1 })
        {
            var before = Guard.Raise(bar, 0);
            for (var ratio = 0.0; ratio < 10; ratio += 0.001)
            {
                var raise = Guard.Raise(bar, ratio);
                Assert.True(raise >= before && raise - before < 0.00011 && bar + raise <= Math.Max(bar, 0.99) + 1e-12);
                before = raise;
            }
        }
    }

    [Fact]
    public void Too_short_or_motionless_a_history_adds_nothing()
    {
        var brief = Candles(0.05, days: 10);
        Assert.True(double.IsNaN(Guard.VolatilityRatio(brief, brief.Count - 1)));
        Assert.Equal(0.45, Guard.Adjust(0.45, brief, brief.Count - 1));
        var still = TestMarket.Candles(Timeframe.H1, TestMarket.Start, null, [.. Enumerable.Repeat((1.0, 1.0, 1.0, 1.0), 2000)]);
        Assert.Equal(0.45, Guard.Adjust(0.45, still, 1999));
    }

    [Fact]
    public void Later_candles_change_nothing()
    {
        var candles = Candles(0.01);
        var bar = candles.Count - 30;
        Assert.Equal(Guard.VolatilityRatio(candles, bar), Guard.VolatilityRatio(candles.Slice(0, bar + 1), bar));
    }

    [Fact]
    public void A_guard_that_would_lower_the_bar_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VolatilityGuard(new VolatilityGuardOptions { Ratio = new Ramp(3, 1.5) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VolatilityGuard(new VolatilityGuardOptions { MaxRaise = -0.1 }));
    }
}

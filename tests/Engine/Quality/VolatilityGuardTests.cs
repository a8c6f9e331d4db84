using Huracan.Contracts;
using Huracan.Contracts.Trading;
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
        Assert.Equal(expected, Adjusted(Guard, candles, candles.Count - 1), 1e-6);
    }

    private static double Adjusted(VolatilityGuard guard, CandleSeries candles, int bar) =>
        0.45 + guard.Raise(0.45, guard.VolatilityRatio(candles, bar));

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
        Assert.Equal(0.45, Adjusted(Guard, brief, brief.Count - 1));
        var still = TestMarket.Candles(Timeframe.H1, TestMarket.Start, null, [.. Enumerable.Repeat((1.0, 1.0, 1.0, 1.0), 2000)]);
        Assert.Equal(0.45, Adjusted(Guard, still, 1999));
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
        (VolatilityGuardOptions, string)[] bad =
        [
            (new() { RatioTo = 1 }, "'volatility_guard.ratio_to' is 1; it must lie above ratio_from, 1.5."),
            (new() { MaxRaise = -0.1 }, "'volatility_guard.max_raise' is -0.1; it must lie in [0, 1]."),
            (new() { MaxRaise = double.NaN }, "'volatility_guard.max_raise' is NaN"),
            (new() { CurrentDays = 0 }, "'volatility_guard.current_days' is 0"),
            (new() { HistoryDays = 4000 }, "'volatility_guard.history_days' is 4000"),
        ];
        foreach (var (options, words) in bad)
            Assert.Contains(
                words, Assert.Throws<InputRefusedException>(() => new VolatilityGuard(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_move_the_windows_the_ramp_and_the_raise()
    {
        var candles = Candles(0.01);
        var bar = candles.Count - 1;
        Assert.Equal(0.45, Adjusted(new VolatilityGuard(new VolatilityGuardOptions { MaxRaise = 0 }), candles, bar));
        Assert.Equal(0.75, Adjusted(new VolatilityGuard(new VolatilityGuardOptions { MaxRaise = 0.3 }), candles, bar), 1e-9);
        var later = new VolatilityGuard(new VolatilityGuardOptions { RatioFrom = 5, RatioTo = 15 });
        Assert.Equal(0.525, Adjusted(later, candles, bar), 1e-6);
        Assert.True(new VolatilityGuard(new VolatilityGuardOptions { CurrentDays = 10 }).VolatilityRatio(candles, bar) < 4);
        var brief = new VolatilityGuard(new VolatilityGuardOptions { HistoryDays = 5 });
        Assert.True(double.IsFinite(brief.VolatilityRatio(Candles(0.01, days: 7), 7 * 24 - 1)));
    }
}

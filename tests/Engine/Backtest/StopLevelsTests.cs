using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Backtest;

public class StopLevelsTests
{
    [Fact]
    public void A_price_that_swings_by_one_percent_has_its_stop_where_a_hand_puts_it()
    {
        var close = Enumerable.Range(0, 150).Select(i => i % 2 == 0 ? 100.0 : 100 * Math.Exp(0.01)).ToArray();

        var levels = StopLevels.Of(Series(close), horizon: 4, stopSigma: 2, targetR: 1.5);

        // As many moves of +1 % as of -1 %: mean 0, deviation 0.01; over 4 bars twice that; 2 sigma of it 4 %; the target 6 %.
        Assert.Equal(0.04, levels.Stops[149], 12);
        Assert.Equal(0.06, levels.Targets[149], 12);
    }

    [Fact]
    public void The_first_hundred_bars_and_a_price_that_stands_still_have_none()
    {
        var close = Enumerable.Range(0, 350).Select(i => i < 200 ? 100 + i % 3 : 100.0).ToArray();

        var levels = StopLevels.Of(Series(close), 4, 1, 0);

        Assert.All(levels.Stops[..100], stop => Assert.Equal(double.NaN, stop));
        Assert.All(levels.Stops[100..200], stop => Assert.InRange(stop, 1e-6, 1));
        Assert.Equal(double.NaN, levels.Stops[349]);
        Assert.All(levels.Targets, target => Assert.Equal(double.NaN, target)); // none asked for
    }

    [Fact]
    public void Later_prices_change_no_level()
    {
        var random = new SeededRandom(4);
        var close = Enumerable.Range(0, 300).Select(_ => Math.Exp(0.05 * random.NextGaussian())).ToArray();
        var other = close.Select((price, i) => i <= 200 ? price : price * 1.3).ToArray();

        var (levels, others) = (StopLevels.Of(Series(close), 4, 1, 2), StopLevels.Of(Series(other), 4, 1, 2));

        Assert.Equal(levels.Stops[..201], others.Stops[..201]);
        Assert.NotEqual(levels.Stops[201], others.Stops[201]);
    }

    private static CandleSeries Series(double[] close) => new(
        "TEST", Timeframe.H1, [.. Enumerable.Range(0, close.Length).Select(i => i * 3_600_000L)], close, close, close, close,
        [.. close.Select(_ => 1.0)]);
}

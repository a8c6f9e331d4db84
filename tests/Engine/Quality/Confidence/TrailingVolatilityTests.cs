using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class TrailingVolatilityTests
{
    [Fact]
    public void Agrees_with_the_recursion_by_hand()
    {
        double[] returns = [0.01, -0.02, 0.03];
        var volatility = TrailingVolatility.Of(Candles(returns));

        Assert.Equal(0.01, volatility[1], 1e-12); // the first return
        Assert.Equal(Math.Sqrt((1e-4 + 4e-4) / 2), volatility[2], 1e-12);
        Assert.Equal(Math.Sqrt((1e-4 + 4e-4 + 9e-4) / 3), volatility[3], 1e-12);
    }

    [Fact]
    public void Later_a_return_has_six_hundredths_of_the_weight()
    {
        double[] returns = [.. Enumerable.Range(0, 60).Select(i => 0.01 * Math.Cos(i))];
        var volatility = TrailingVolatility.Of(Candles(returns));

        for (var bar = 20; bar <= 60; bar++)
        {
            var expected = 0.94 * volatility[bar - 1] * volatility[bar - 1] + 0.06 * returns[bar - 1] * returns[bar - 1];
            Assert.Equal(Math.Sqrt(expected), volatility[bar], 1e-12);
        }
    }

    [Fact]
    public void Marked_candles_are_passed_over_and_a_market_at_rest_has_some_volatility_still()
    {
        var volatility = TrailingVolatility.Of(Candles([0.01, 0, 0.02], marked: 2));

        Assert.Equal(volatility[1], volatility[2]);
        Assert.Equal(Math.Sqrt((1e-4 + 4e-4) / 2), volatility[3], 1e-12);
        Assert.All(TrailingVolatility.Of(Candles(new double[40])), one => Assert.Equal(1e-7, one));
    }

    private static CandleSeries Candles(double[] returns, int? marked = null)
    {
        var close = new double[returns.Length + 1];
        close[0] = 100;
        for (var i = 0; i < returns.Length; i++)
            close[i + 1] = close[i] * Math.Exp(returns[i]);
        return new CandleSeries(
            "TESTUSDT", Timeframe.H1, [.. close.Select((_, i) => i * Timeframe.H1.Milliseconds)], close, close, close, close, close,
            [.. close.Select((_, i) => i == marked)]);
    }
}

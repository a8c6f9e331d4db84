using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market.Spreads;

/// <summary>Candles of trades made at the bid or the ask around a fair price that is a random walk of changing volatility.</summary>
internal static class BouncingMarket
{
    /// <param name="spreadBps">The planted relative spread, basis points.</param>
    /// <param name="days">Days of candles.</param>
    /// <param name="timeframe">Their timeframe.</param>
    /// <param name="trades">Trades per candle.</param>
    /// <param name="seed">Of the random walk.</param>
    /// <param name="dailyVolatility">Of the fair price.</param>
    public static CandleSeries Of(
        double spreadBps, int days, Timeframe timeframe, int trades, ulong seed, double dailyVolatility = 0.04)
    {
        var random = new SeededRandom(seed);
        var count = days * 1440 / timeframe.Minutes;
        var columns = Enumerable.Range(0, 5).Select(_ => new double[count]).ToArray();
        var step = dailyVolatility / Math.Sqrt(1440.0 / timeframe.Minutes * trades);
        var (fair, half) = (Math.Log(100), spreadBps / 2e4);
        for (var bar = 0; bar < count; bar++)
        {
            var wildness = Math.Exp(0.4 * random.NextGaussian());
            var (open, high, low, close) = (0.0, double.NegativeInfinity, double.PositiveInfinity, 0.0);
            for (var trade = 0; trade < trades; trade++)
            {
                fair += wildness * step * random.NextGaussian();
                close = Math.Exp(fair + (random.NextInt(2) == 0 ? half : -half));
                open = trade == 0 ? close : open;
                (high, low) = (Math.Max(high, close), Math.Min(low, close));
            }
            (columns[0][bar], columns[1][bar], columns[2][bar], columns[3][bar], columns[4][bar]) = (open, high, low, close, 1);
        }
        long[] times = [.. Enumerable.Range(0, count).Select(bar => 1_704_067_200_000 + bar * timeframe.Milliseconds)];
        return new CandleSeries("TESTUSDT", timeframe, times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}

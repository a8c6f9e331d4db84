using Huracan.Engine.Market;

namespace Huracan.Bench.Peers;

/// <summary>Candles to measure on.</summary>
internal static class Market
{
    /// <summary>One simulated coin's 15m candles, no two alike in any run of the same length.</summary>
    public static CandleSeries Candles(int count)
    {
        var options = new SimulatorOptions { Seed = 11, Coins = 1, IncludeBitcoin = false, MarketShare = 0, Bars = count, StepsPerBar = 4 };
        var market = new SimulatedMarket(options);
        var raw = market.Load(market.Coins[0], options.Timeframe, CancellationToken.None);
        return new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
    }
}

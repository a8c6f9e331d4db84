using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Leakage;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Leakage;

/// <summary>Simulated markets with Bitcoin, funding rates and some marked candles.</summary>
internal static class LeakMarkets
{
    public static LeakMarket Make(ulong seed, int bars = 3_000, PlantedSignal? signal = null, string coin = "SIM001USDT")
    {
        var source = new SimulatedMarket(
            new SimulatorOptions { Coins = 1, Bars = bars, Timeframe = Timeframe.H1, Seed = seed, Signal = signal });
        var bitcoin = coin == "BTCUSDT" ? null : Series(source, "BTCUSDT", null);
        var candles = Series(source, coin, new SeededRandom(seed));
        return LeakMarket.Of(candles, bitcoin, source.LoadFunding(coin, CancellationToken.None), seed);
    }

    // About one candle in a hundred is missing, some of them in a row; it stands where the one before closed.
    private static CandleSeries Series(SimulatedMarket source, string coin, SeededRandom? gaps)
    {
        var raw = source.Load(coin, Timeframe.H1, CancellationToken.None);
        var marked = new bool[raw.Count];
        for (var t = 1; t < raw.Count && gaps is not null; t++)
        {
            marked[t] = gaps.NextDouble() < (marked[t - 1] ? 0.5 : 0.005);
            if (!marked[t])
                continue;
            raw.Open[t] = raw.High[t] = raw.Low[t] = raw.Close[t] = raw.Close[t - 1];
            raw.Volume[t] = 0;
        }
        return new CandleSeries(coin, Timeframe.H1, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume, marked);
    }
}

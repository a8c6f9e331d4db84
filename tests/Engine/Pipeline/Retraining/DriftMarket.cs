using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Features;

namespace Huracan.Tests.Engine.Pipeline.Retraining;

/// <summary>Simulated hours of one coin, without Bitcoin, and their features.</summary>
internal static class DriftMarket
{
    /// <summary>A market of one regime, whose volatility keeps near its level.</summary>
    public static SimulatorOptions Even { get; } = new() { VolatilityOfLogVariance = 0.3, Regimes = [new() { Name = "only" }] };

    public static CandleSeries Candles(SimulatorOptions options, int seed, int bars)
    {
        var raw = new SimulatedMarket(options with
        {
            Seed = (ulong)seed,
            Coins = 1,
            IncludeBitcoin = false,
            MarketShare = 0,
            StepsPerBar = 2,
            Timeframe = Timeframe.H1,
            Bars = bars,
        }).Load("SIM001USDT", Timeframe.H1, CancellationToken.None);
        return new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
    }

    /// <summary>Every move from a bar on made greater by a factor.</summary>
    public static CandleSeries Wilder(CandleSeries candles, int from, double factor)
    {
        var start = candles.Close[from - 1];
        double[] Move(ReadOnlySpan<double> prices)
        {
            var moved = prices.ToArray();
            for (var i = from; i < moved.Length; i++)
                moved[i] = start * Math.Pow(moved[i] / start, factor);
            return moved;
        }
        return new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), Move(candles.Open), Move(candles.High), Move(candles.Low),
            Move(candles.Close), candles.Volume.ToArray());
    }

    public static FeatureMatrix Features(CandleSeries candles)
    {
        var input = new FeatureInput(candles);
        return FeatureExamples.Wide.For(input).Compute(input);
    }
}

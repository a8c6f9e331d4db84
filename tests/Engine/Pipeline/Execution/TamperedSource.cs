using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Pipeline.Execution;

/// <summary>A source whose candles are others from one bar on, for every coin.</summary>
internal sealed class TamperedSource(ICandleSource source, int from) : ICandleSource
{
    public string Description => source.Description;

    public string Vendor => source.Vendor;

    public IReadOnlyList<string> Coins => source.Coins;

    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => source.TimeframesOf(coin);

    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => source.LoadFunding(coin, cancellationToken);

    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var raw = source.Load(coin, timeframe, cancellationToken);
        var random = new SeededRandom(99);
        var factors = Enumerable.Range(0, raw.Count).Select(i => i < from ? 1 : Math.Exp(0.02 * random.NextGaussian())).ToArray();
        double[] Scaled(double[] values) => [.. values.Select((value, i) => value * factors[i])];
        return raw with
        {
            Open = Scaled(raw.Open),
            High = Scaled(raw.High),
            Low = Scaled(raw.Low),
            Close = Scaled(raw.Close),
            Volume = Scaled(raw.Volume),
        };
    }
}

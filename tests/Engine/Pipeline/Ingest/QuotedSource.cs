using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Tests.Engine.Pipeline.Ingest;

/// <summary>A source with a quote of the same spread every minute.</summary>
internal sealed class QuotedSource(ICandleSource source, double bps) : ICandleSource, IQuoteSource
{
    public string Description => source.Description;

    public string Vendor => source.Vendor;

    public IReadOnlyList<string> Coins => source.Coins;

    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => source.TimeframesOf(coin);

    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) =>
        source.Load(coin, timeframe, cancellationToken);

    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => source.LoadFunding(coin, cancellationToken);

    public IReadOnlyList<QuotedSpread> LoadSpreads(string coin, long start, long end, CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, (int)((end - start) / 60_000)).Select(minute => new QuotedSpread(start + minute * 60_000L, bps))];
}

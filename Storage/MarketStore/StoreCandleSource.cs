using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Storage.MarketStore;

/// <summary>A store as the source of a run. It holds closed candles only, so none is dropped.</summary>
public sealed class StoreCandleSource : ICandleSource, IQuoteSource, IListingSource
{
    private readonly CandleStore store;
    private readonly ILookup<string, SeriesName> series;
    private readonly Lazy<SymbolRegister> register;

    /// <exception cref="InputRefusedException">There is no store, or it has no candles.</exception>
    public StoreCandleSource(string folder)
    {
        store = CandleStore.Open(folder);
        register = new Lazy<SymbolRegister>(() => SymbolRegister.Read(store));
        series = store.Series().Where(name => store.Index(name).Parts.Any(part => part.Rows > 0)).ToLookup(name => name.Coin);
        Coins = [.. series.Where(coin => coin.Any(name => name.Timeframe is not null)).Select(coin => coin.Key)
            .Order(StringComparer.Ordinal)];
        if (Coins.Count == 0)
            throw new InputRefusedException($"{folder} is a store of {store.Header.Vendor} {store.Header.Market} without any candles.");
    }

    /// <inheritdoc/>
    public string Description => $"{Vendor} in {store.Folder}";

    /// <inheritdoc/>
    public string Vendor => $"{store.Header.Vendor} {store.Header.Market}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Coins { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [.. series[coin].Select(name => name.Timeframe).OfType<Timeframe>()];

    /// <inheritdoc/>
    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var name = new SeriesName(coin, timeframe);
        if (!series[coin].Contains(name))
            throw new InputRefusedException($"{store.Folder} has no candles of {name}.");
        cancellationToken.ThrowIfCancellationRequested();
        var rows = store.ReadAll(name)!; // a series without rows is not among them
        return new RawCandles(
            coin, timeframe, $"{store.Folder}/{name}", rows.Times, rows.Get("open"), rows.Get("high"), rows.Get("low"), rows.Get("close"),
            rows.Get("volume"));
    }

    /// <inheritdoc/>
    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return store.ReadAll(new SeriesName(coin, null)) is { } rows
            ? new FundingSeries(coin, rows.Times, rows.Get("funding_rate"))
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<QuotedSpread> LoadSpreads(string coin, long start, long end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [
            .. QuoteFiles.Read(store, start, end)
                .Where(quote => quote.Coin == coin && quote.Bid > 0 && quote.Ask >= quote.Bid)
                .Select(quote => new QuotedSpread(quote.Time, quote.SpreadBps)),
        ];
    }

    /// <inheritdoc/>
    public DateTimeOffset? DelistedAt(string coin) => register.Value.Of(coin)?.Delisted;
}

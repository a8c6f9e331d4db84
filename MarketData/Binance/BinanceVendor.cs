using System.Globalization;
using System.Text.Json;
using Huracan.MarketData.Http;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Binance;

/// <summary>Binance's perpetual contracts or its spot market; no key is needed.</summary>
public sealed class BinanceVendor : IMarketDataVendor
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const string UnknownSymbol = "-1121"; // documented among the error codes

    private readonly VendorHttp http;
    private readonly RequestWeights weights;
    private readonly RequestWeights fundingWeights; // those requests have a limit of their own beside
    private readonly Uri rest;
    private readonly BinanceEndpoints endpoints;
    private readonly BinanceArchive archive;
    private readonly BinanceStream live;

    /// <param name="market">Which market.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="client">Sends the requests.</param>
    /// <param name="patience">How patiently.</param>
    /// <param name="streams">How streams are held.</param>
    /// <param name="time">Clock of the pauses.</param>
    public BinanceVendor(
        MarketKind market, BinanceOptions options, HttpClient client, VendorHttpOptions patience, StreamOptions streams, TimeProvider time)
    {
        (Market, Renames, endpoints) = (market, options.Renames, BinanceEndpoints.Of(market));
        weights = new RequestWeights(time, endpoints.Limit, Minute);
        fundingWeights = new RequestWeights(time, BinanceEndpoints.FundingLimit, 5 * Minute);
        var isFutures = market == MarketKind.Futures;
        rest = new Uri(isFutures ? options.Futures : options.Spot);
        http = new VendorHttp(client, weights, patience, time);
        archive = new BinanceArchive(http, options, endpoints);
        live = new BinanceStream(new Uri(isFutures ? options.FuturesStream : options.SpotStream), streams, time);
    }

    /// <inheritdoc/>
    public string Name => "binance";

    /// <inheritdoc/>
    public MarketKind Market { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Renames { get; }

    /// <inheritdoc/>
    public bool HasArchive => true;

    /// <inheritdoc/>
    public long PageSpan(SeriesName series) =>
        (series.Timeframe is null ? BinanceEndpoints.MostRates : endpoints.MostCandles) * series.Step;

    /// <inheritdoc/>
    public Task<DateTimeOffset> TimeAsync(CancellationToken cancellationToken) => http.JsonAsync(
        Address("time"), 1, answer => DateTimeOffset.FromUnixTimeMilliseconds(answer.GetProperty("serverTime").GetInt64()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Instrument>> InstrumentsAsync(CancellationToken cancellationToken) => http.JsonAsync(
        Address("exchangeInfo"), endpoints.ExchangeInfoWeight, answer =>
        {
            weights.Limit = BinanceInstruments.LimitOf(answer);
            return BinanceInstruments.Of(answer);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CoinVolume>> VolumesAsync(CancellationToken cancellationToken) => http.JsonAsync<IReadOnlyList<CoinVolume>>(
        Address("ticker/24hr"), endpoints.TickerWeight,
        answer => [.. answer.EnumerateArray().Select(ticker => new CoinVolume(
            ticker.GetProperty("symbol").GetString() ?? "",
            Number(ticker, "quoteVolume")))],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ArchivedCoinsAsync(CancellationToken cancellationToken) => archive.CoinsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArchiveFile>> MonthsAsync(SeriesName series, CancellationToken cancellationToken) =>
        archive.MonthsAsync(series, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArchiveFile>> DaysAsync(SeriesName series, Month month, CancellationToken cancellationToken) =>
        archive.DaysAsync(series, month, cancellationToken);

    /// <inheritdoc/>
    public Task<MarketRows> ReadAsync(SeriesName series, ArchiveFile file, CancellationToken cancellationToken) =>
        archive.ReadAsync(series, file, cancellationToken);

    /// <inheritdoc/>
    public async Task<MarketRows> RowsAsync(SeriesName series, long start, long end, CancellationToken cancellationToken)
    {
        var period = string.Create(CultureInfo.InvariantCulture, $"startTime={start}&endTime={end - 1}");
        var limit = series.Timeframe is { } timeframe ? (int)((end - start) / timeframe.Milliseconds) : BinanceEndpoints.MostRates;
        var (address, weight, read) = series.Timeframe is { } interval
            ? (Address($"klines?symbol={series.Coin}&interval={interval}&{period}&limit={limit}"), endpoints.KlineWeight(limit),
                (Func<JsonElement, MarketRows>)KlineRows.OfJson)
            : (Address($"fundingRate?symbol={series.Coin}&{period}&limit={limit}"), 1, FundingOf);
        try
        {
            if (series.Timeframe is null)
                await fundingWeights.TakeAsync(1, cancellationToken);
            return (await http.JsonAsync(address, weight, read, cancellationToken)).Between(start, end).Checked(series);
        }
        catch (RequestRefusedException exception) when (exception.Answer.Contains(UnknownSymbol, StringComparison.Ordinal))
        {
            throw new UnknownCoinException($"{Name} does not know {series.Coin}, or no longer.");
        }
        catch (RowsRefusedException exception)
        {
            throw new VendorException($"{address}: {exception.Message}.", exception);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken) =>
        live.FollowAsync(series, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Quote>> QuotesAsync(CancellationToken cancellationToken)
    {
        var quotes = await http.JsonAsync(
            Address("ticker/bookTicker"), endpoints.QuotesWeight,
            answer => answer.EnumerateArray().Select(quote => new Quote(
                0, quote.GetProperty("symbol").GetString() ?? "", Number(quote, "bidPrice"), Number(quote, "askPrice"))).ToList(),
            cancellationToken);
        if (Market == MarketKind.Futures)
            quotes = WithPremiums(quotes, await http.JsonAsync(
                Address("premiumIndex"), BinanceEndpoints.PremiumWeight,
                answer => answer.EnumerateArray().ToDictionary(
                    item => item.GetProperty("symbol").GetString() ?? "", item => item.Clone(), StringComparer.Ordinal),
                cancellationToken));
        // Spot quotes have no time of their own. Asked afterwards, it is not earlier than the prices.
        var now = (await TimeAsync(cancellationToken)).ToUnixTimeMilliseconds();
        return [.. quotes.Select(quote => quote with { Time = now })];
    }

    private static List<Quote> WithPremiums(List<Quote> quotes, Dictionary<string, JsonElement> premiums) =>
    [
        .. quotes.Select(quote => premiums.TryGetValue(quote.Coin, out var premium)
            ? quote with
            {
                Mark = Number(premium, "markPrice"),
                Index = Number(premium, "indexPrice"),
                FundingRate = NumberOrNaN(premium, "lastFundingRate"),
            }
            : quote),
    ];

    // A contract that is delivered pays no funding and has an empty rate.
    private static double NumberOrNaN(JsonElement item, string name) =>
        item.GetProperty(name).GetString() is { Length: > 0 } ? Number(item, name) : double.NaN;

    private static double Number(JsonElement item, string name) =>
        double.Parse(item.GetProperty(name).GetString() ?? "", CultureInfo.InvariantCulture);

    private static MarketRows FundingOf(JsonElement answer)
    {
        var rates = answer.EnumerateArray().Select(rate => (
            Time: FundingTime.Of(rate.GetProperty("fundingTime").GetInt64()),
            Rate: Number(rate, "fundingRate"))).ToArray();
        return MarketRows.Funding([.. rates.Select(rate => rate.Time)], [.. rates.Select(rate => rate.Rate)]);
    }

    private Uri Address(string path) => new(rest, $"{endpoints.Prefix}/{path}");
}

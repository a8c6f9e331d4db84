using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.MarketData.Http;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Bybit;

/// <summary>
/// Bybit's USDT perpetual contracts or its spot market, by REST alone; no key is needed. Documented at bybit-exchange.github.io/docs/v5,
/// "Market".
/// </summary>
public sealed class BybitVendor(
    MarketKind market, BybitOptions options, HttpClient client, VendorHttpOptions patience, StreamOptions streams, TimeProvider time)
    : IMarketDataVendor
{
    private const int MostCandles = 1000, MostRates = 200;
    private const int ParameterError = 10001, TooOften = 10006;
    private const int RequestLimit = 600;
    private static readonly TimeSpan RequestWindow = TimeSpan.FromSeconds(5);

    private readonly VendorHttp http = new(client, new RequestWeights(time, RequestLimit, RequestWindow), patience, time);
    private readonly BybitStream live = new(options, market, streams, time);

    /// <inheritdoc/>
    public string Name => "bybit";

    /// <inheritdoc/>
    public MarketKind Market => market;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Renames => options.Renames;

    /// <inheritdoc/>
    public bool HasArchive => false;

    private string Category => market == MarketKind.Futures ? "linear" : "spot";

    /// <inheritdoc/>
    public long PageSpan(SeriesName series) => (series.Timeframe is null ? MostRates : MostCandles) * series.Step;

    /// <inheritdoc/>
    public Task<DateTimeOffset> TimeAsync(CancellationToken cancellationToken) => AskAsync(
        "time",
        result => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Text(result, "timeNano"), CultureInfo.InvariantCulture) / 1_000_000),
        cancellationToken);

    // The spot market's list has no status: of that one only what is traded now is known.
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Instrument>> InstrumentsAsync(CancellationToken cancellationToken) =>
    [
        .. await InstrumentsAsync("", cancellationToken),
        .. market == MarketKind.Futures ? await InstrumentsAsync("&status=Closed", cancellationToken) : [],
    ];

    private async Task<List<Instrument>> InstrumentsAsync(string status, CancellationToken cancellationToken)
    {
        var (instruments, cursor) = (new List<Instrument>(), "");
        do
        {
            var page = await AskAsync(
                $"instruments-info?category={Category}{status}&limit=1000"
                    + (cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"),
                result => (
                    Items: result.GetProperty("list").EnumerateArray()
                        .Where(item => !item.TryGetProperty("contractType", out var type) || type.GetString() == "LinearPerpetual")
                        .Select(InstrumentOf).ToList(),
                    Next: result.TryGetProperty("nextPageCursor", out var next) ? next.GetString() ?? "" : ""),
                cancellationToken);
            instruments.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor.Length > 0);
        return instruments;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CoinVolume>> VolumesAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<CoinVolume>>(
        $"tickers?category={Category}",
        result => [.. result.GetProperty("list").EnumerateArray().Select(item => new CoinVolume(Text(item, "symbol"),
            Number(Text(item, "turnover24h"))))],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ArchivedCoinsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArchiveFile>> MonthsAsync(SeriesName series, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArchiveFile>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArchiveFile>> DaysAsync(SeriesName series, Month month, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArchiveFile>>([]);

    /// <inheritdoc/>
    public Task<MarketRows> ReadAsync(SeriesName series, ArchiveFile file, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Bybit has no archive that is read here.");

    /// <inheritdoc/>
    public async Task<MarketRows> RowsAsync(SeriesName series, long start, long end, CancellationToken cancellationToken)
    {
        var symbol = $"category={Category}&symbol={series.Coin}";
        var rows = series.Timeframe is { } timeframe
            ? await AskAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"kline?{symbol}&interval={BybitInterval.Of(timeframe)}&start={start}&end={end - 1}&limit={MostCandles}"),
                result => CandlesOf(result).Checked(series), cancellationToken)
            : await AskAsync(
                string.Create(
                    CultureInfo.InvariantCulture, $"funding/history?{symbol}&startTime={start}&endTime={end - 1}&limit={MostRates}"),
                result => FundingOf(result).Checked(series), cancellationToken);
        return rows.Between(start, end);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LiveCandle> FollowAsync(IReadOnlyList<SeriesName> series, CancellationToken cancellationToken) =>
        live.FollowAsync(series, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Quote>> QuotesAsync(CancellationToken cancellationToken)
    {
        var quotes = await AskAsync(
            $"tickers?category={Category}",
            result => result.GetProperty("list").EnumerateArray()
                .Where(item => Text(item, "bid1Price").Length > 0 && Text(item, "ask1Price").Length > 0) // an empty book has none
                .Select(item => new Quote(0, Text(item, "symbol"), Number(Text(item, "bid1Price")), Number(Text(item, "ask1Price")))
                {
                    Mark = NumberOrNaN(item, "markPrice"),
                    Index = NumberOrNaN(item, "indexPrice"),
                    FundingRate = NumberOrNaN(item, "fundingRate"),
                })
                .ToList(),
            cancellationToken);
        var now = (await TimeAsync(cancellationToken)).ToUnixTimeMilliseconds(); // not earlier than the prices
        return [.. quotes.Select(quote => quote with { Time = now })];
    }

    // Spot has none of them.
    private static double NumberOrNaN(JsonElement item, string name) =>
        item.TryGetProperty(name, out var cell) && cell.GetString() is { Length: > 0 } text ? Number(text) : double.NaN;

    // The newest come first.
    private static MarketRows CandlesOf(JsonElement result)
    {
        var rows = result.GetProperty("list").EnumerateArray()
            .Select(item => item.EnumerateArray().Select(cell => cell.GetString() ?? "").ToArray()).ToArray();
        double[] Column(int cell) => [.. rows.Select(row => Number(row[cell]))];
        double[] Unknown() => [.. rows.Select(_ => double.NaN)];
        return MarketRows.Candles(
            [.. rows.Select(row => long.Parse(row[0], CultureInfo.InvariantCulture))], Column(1), Column(2), Column(3), Column(4),
            Column(5), Column(6), Unknown(), Unknown());
    }

    private static MarketRows FundingOf(JsonElement result)
    {
        var items = result.GetProperty("list").EnumerateArray().ToArray();
        return MarketRows.Funding(
            [.. items.Select(item => FundingTime.Of(long.Parse(Text(item, "fundingRateTimestamp"), CultureInfo.InvariantCulture)))],
            [.. items.Select(item => Number(Text(item, "fundingRate")))]);
    }

    private static Instrument InstrumentOf(JsonElement item)
    {
        var isTrading = Text(item, "status") == "Trading";
        var delivery = Time(item, "deliveryTime");
        return new Instrument(
            Text(item, "symbol"), Text(item, "baseCoin"), Text(item, "quoteCoin"), isTrading, Time(item, "launchTime"),
            isTrading ? null : delivery, Number(Text(item.GetProperty("priceFilter"), "tickSize")),
            Number(Text(item.GetProperty("lotSizeFilter"), item.TryGetProperty("launchTime", out _) ? "qtyStep" : "basePrecision")));
    }

    private static DateTimeOffset? Time(JsonElement item, string name) =>
        item.TryGetProperty(name, out var text) && long.Parse(text.GetString() ?? "", CultureInfo.InvariantCulture) is > 0 and var time
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : null;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private async Task<T> AskAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var address = new Uri(new Uri(options.Rest), $"v5/market/{path}");
        try
        {
            return await http.JsonAsync(address, 1, answer => answer.GetProperty("retCode").GetInt32() switch
            {
                0 => read(answer.GetProperty("result")),
                TooOften => throw new PassingException("too many requests"),
                ParameterError when Text(answer, "retMsg").Contains("symbol", StringComparison.OrdinalIgnoreCase) =>
                    throw new UnknownCoinException($"{address}: {Text(answer, "retMsg")}"),
                var code => throw new VendorException($"{address}: error {code}, {Text(answer, "retMsg")}"),
            }, cancellationToken);
        }
        catch (RowsRefusedException exception)
        {
            throw new VendorException($"{address}: {exception.Message}.", exception);
        }
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Market;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.Api.Market;

/// <summary>The API keeps a store fresh from an exchange on this machine whose clock goes thirty times as fast.</summary>
[Collection(FollowedMarketCollection.Name)]
public sealed class MarketTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [PostgresFact]
    public async Task A_store_is_kept_fresh_by_one_api_and_by_another_when_that_ends()
    {
        await using var exchange = await DownloadedAsync();
        var downloaded = Through(CandleStore.Open(folder["store"]));
        var connection = await Servers.Databases.TestPostgres.CreateAsync();
        var first = await StartAsync(connection);
        var series = await Eventually.GetAsync<Page<SeriesView>>(
            first, "/market/series?limit=2",
            page => page.Items.Count == 2 && page.Items.All(one => one.Series == "funding" || one.Through > downloaded.AddMinutes(5)));
        var market = await first.GetAsync<MarketView>("/market/");
        var metrics = await first.Reader.GetStringAsync("/metrics");

        await using var second = await StartAsync(connection);
        var waiting = await Eventually.GetAsync<MarketView>(
            second, "/market/", view => view.Reason?.Contains("another", StringComparison.Ordinal) == true);
        await first.DisposeAsync();
        await Eventually.GetAsync<MarketView>(second, "/market/", view => view.Following);

        Assert.NotNull(series.Next); // three coins' candles and funding rates
        Assert.True(market is { Following: true, Reason: null, Series: 6, Behind: 0, Connections: > 0 }, $"{market}");
        Assert.Equal(("binance", "futures"), (market.Vendor, market.Market));
        Assert.False(waiting.Following);
        Assert.Matches("""(?m)^huracan_market_rows_total\{[^}]*origin="stream"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""(?m)^huracan_market_following[^ ]* 1""", metrics);
        Assert.Matches("""(?m)^huracan_market_series_overdue_seconds\{[^}]*series="5m"[^}]*\} 0""", metrics);
        Assert.True(Through(CandleStore.Open(folder["store"])) >= series.Items.Max(one => one.Through)); // written when the first ended
    }

    [PostgresFact]
    public async Task A_banned_api_asks_no_more()
    {
        await using var exchange = await DownloadedAsync();
        exchange.Faults = _ => Fault.BannedForADay;
        await using var host = await StartAsync(await Servers.Databases.TestPostgres.CreateAsync());

        var market = await Eventually.GetAsync<MarketView>(
            host, "/market/", view => view.Reason?.Contains("banned", StringComparison.Ordinal) == true);
        await Task.Delay(TimeSpan.FromSeconds(7)); // longer than between two attempts

        Assert.False(market.Following);
        Assert.Single(exchange.Log, entry => entry.Status == 418);
    }

    [PostgresFact]
    public async Task Without_a_market_none_is_followed()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal("none is configured", (await host.GetAsync<MarketView>("/market/")).Reason);
        Assert.Empty((await host.GetAsync<Page<SeriesView>>("/market/series")).Items);
    }

    [PostgresFact]
    public async Task A_folder_that_is_no_store_is_named()
    {
        await using var host = await ApiHost.StartAsync(null, null, true, $"--Market:Source={folder["none"]}");

        var market = await Eventually.GetAsync<MarketView>(
            host, "/market/", view => view.Reason?.Contains("There is no store of candles at", StringComparison.Ordinal) == true);

        Assert.False(market.Following);
    }

    public void Dispose() => folder.Dispose();

    private static DateTimeOffset Through(CandleStore store) => DateTimeOffset.FromUnixTimeMilliseconds(
        store.Series().Where(series => series.Timeframe is not null).Max(series => store.Index(series).Parts.Max(part => part.Through)));

    private Task<ApiHost> StartAsync(string connection) => ApiHost.StartAsync(
        connection, null, true, $"--Market:Source={folder["store"]}", $"--Market:Vendors={folder["vendors.yaml"]}");

    private async Task<LocalExchange> DownloadedAsync()
    {
        var exchange = await LocalExchange.StartFastAsync(coins: 2);
        var settings = YamlFile.Load<VendorsOptions>(folder.Write("vendors.yaml", exchange.Settings()));
        using var client = new HttpClient();
        var vendor = VendorCatalog.Create("binance", MarketKind.Futures, settings, client, exchange.Time);
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "futures");
        await new Downloader(vendor, store, exchange.Time).RunAsync(
            new DownloadOptions { Coins = "all", Timeframes = [new Timeframe(5)], From = exchange.Now.AddDays(-2) }, _ => { },
            CancellationToken.None);
        return exchange;
    }
}

using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.MarketData;

/// <summary>
/// A local exchange on which a market began on 1 November 2024 and it is the 20th of January 2025, and stores to download into.
/// </summary>
internal sealed class DownloadHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Today = new(2025, 1, 20, 10, 37, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-download-");
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly FastTime time;
    private int stores;

    private DownloadHarness(LocalExchange exchange, FastTime time) => (Exchange, this.time) = (exchange, time);

    public LocalExchange Exchange { get; }

    public TimeProvider Time => time;

    public static Task<DownloadHarness> StartAsync(int coins = 2, DateTimeOffset? today = null, double speed = 60) => StartAsync(
        new SimulatorOptions { Coins = coins, IncludeBitcoin = false, Bars = 96 * 100, Start = Begin, Seed = 3 }, today ?? Today, speed);

    public static async Task<DownloadHarness> StartAsync(SimulatorOptions options, DateTimeOffset now, double speed)
    {
        var time = new FastTime(now, speed);
        return new DownloadHarness(await LocalExchange.StartAsync(options, time), time);
    }

    public DownloadOptions Options => new()
    {
        Coins = "all",
        Timeframes = [Timeframe.M15, Timeframe.H1],
        From = Begin,
        Parallel = 4,
    };

    public CandleStore NewStore(string vendor = "binance", string market = "futures") =>
        CandleStore.OpenOrCreate(Path.Combine(folder.FullName, $"store-{stores++}"), vendor, market);

    public IMarketDataVendor Vendor(
        string name = "binance", MarketKind market = MarketKind.Futures, Func<VendorsOptions, VendorsOptions>? change = null)
    {
        var options = YamlFile.Parse<VendorsOptions>(Exchange.Settings(), "vendors.yaml");
        return VendorCatalog.Create(name, market, change?.Invoke(options) ?? options, client, time);
    }

    public Task<DownloadReport> RunAsync(
        CandleStore store, DownloadOptions? options = null, IMarketDataVendor? vendor = null, Action<DownloadProgress>? told = null,
        CancellationToken cancellationToken = default) => new Downloader(vendor ?? Vendor(), store, time).RunAsync(
            options ?? Options, told ?? (_ => { }), cancellationToken);

    /// <summary>Asserts that a store holds what was traded, to its last candle that the index says is fetched.</summary>
    public void AssertTrue(CandleStore store, bool allColumns = true, DateTimeOffset? from = null)
    {
        var names = store.Series();
        Assert.NotEmpty(names);
        foreach (var series in names)
        {
            var through = store.Index(series).Parts.Max(part => part.Through);
            var truth = Exchange.Candles.Truth(series, (from ?? Begin).ToUnixTimeMilliseconds(), through);
            var stored = store.ReadAll(series);
            Assert.NotNull(stored);
            Assert.Equal(truth.Times, stored.Times);
            foreach (var column in truth.Table.Columns.Skip(1).Take(allColumns ? 99 : 5))
                Assert.Equal((double[])column.Values, stored.Get(column.Name));
        }
    }

    /// <summary>A store's files and what they hold; times of fetching aside.</summary>
    public static SortedDictionary<string, string> Content(CandleStore store) => new(
        Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(store.Folder, path),
            path => path.EndsWith(".json", StringComparison.Ordinal)
                ? string.Join('\n', File.ReadLines(path).Where(line => !line.Contains("\"fetched\"", StringComparison.Ordinal)))
                : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Exchange.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

using System.Collections.Concurrent;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Live;
using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.MarketData;

/// <summary>A store that is kept fresh from a local exchange, in accelerated time.</summary>
internal sealed class FollowHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset From = new(2024, 11, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Start = new(2024, 11, 2, 10, 3, 0, TimeSpan.Zero);

    private readonly DownloadHarness harness;
    private readonly ConcurrentDictionary<SeriesName, List<ClosedCandles>> closed = new();
    private readonly ConcurrentQueue<ClosedCandles> open = new();
    private CandleFollower? follower;
    private FollowStatus? ended;

    private FollowHarness(DownloadHarness harness) => (this.harness, Store) = (harness, harness.NewStore());

    public LocalExchange Exchange => harness.Exchange;

    public CandleStore Store { get; set; }

    /// <summary>What the follower told, in its order.</summary>
    public IReadOnlyDictionary<SeriesName, List<ClosedCandles>> Closed => closed;

    /// <summary>How it goes; after it has ended, how it went.</summary>
    public FollowStatus Status => ended ?? follower!.Status();

    public static async Task<FollowHarness> StartAsync(int coins, double speed)
    {
        var options = new SimulatorOptions
        {
            Coins = coins,
            IncludeBitcoin = false,
            Timeframe = new Timeframe(5),
            Bars = 288 * 3,
            Start = Begin,
            Seed = 3,
        };
        return new FollowHarness(await DownloadHarness.StartAsync(options, Start, speed));
    }

    public IMarketDataVendor Vendor(string name = "binance", Func<VendorsOptions, VendorsOptions>? change = null) =>
        harness.Vendor(name, MarketKind.Futures, options => (change?.Invoke(options) ?? options) with
        {
            // A minute is half a second here: a busy machine is as silent for so long.
            Streams = options.Streams with { IdleSeconds = 3600, PingSeconds = 3600 },
        });

    public CandleStore NewStore(string vendor) => harness.NewStore(vendor);

    /// <summary>Every coin's candles of five minutes and of a quarter of an hour, and their funding rates.</summary>
    public List<SeriesName> Series() =>
    [
        .. Exchange.Candles.Coins.SelectMany(coin => new[]
        {
            new SeriesName(coin, new Timeframe(5)), new SeriesName(coin, Timeframe.M15), new SeriesName(coin, null),
        }),
    ];

    /// <summary>
    /// Follows for so long, in the exchange's time, or until something holds; without that on until nothing is behind, three times as long
    /// at most.
    /// </summary>
    public async Task FollowAsync(
        TimeSpan length, IMarketDataVendor? vendor = null, IReadOnlyCollection<SeriesName>? series = null, FollowOptions? options = null,
        Func<bool>? until = null)
    {
        follower = new CandleFollower(vendor ?? Vendor(), Store, options ?? new FollowOptions(), new StreamOptions(), harness.Time);
        using var stop = new CancellationTokenSource();
        var running = follower.RunAsync(series ?? Series(), From, Keep, stop.Token);
        ended = null;
        var begun = harness.Time.GetUtcNow();
        bool HasEnded(TimeSpan past) => until is not null
            ? until() || past >= length
            : past >= 3 * length || (past >= length && follower.Status().Behind == 0);
        while (!running.IsCompleted && !HasEnded(harness.Time.GetUtcNow() - begun))
            await Task.Delay(10);
        ended = follower.Status();
        await stop.CancelAsync();
        await running;
    }

    /// <summary>
    /// Asserts that the store holds what was traded since the beginning, and that the follower told all of it, each row once, in order and
    /// after its close.
    /// </summary>
    public void AssertTrue(bool allColumns = true)
    {
        harness.AssertTrue(Store, allColumns, From);
        Assert.Empty(open);
        foreach (var (series, told) in closed)
        {
            var stored = Store.ReadAll(series);
            Assert.NotNull(stored);
            Assert.Equal(stored.Times, told.SelectMany(some => some.Rows.Times));
        }
    }

    public Task WaitAsync(TimeSpan length) => Task.Delay(length, harness.Time);

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    private void Keep(ClosedCandles candles)
    {
        closed.GetOrAdd(candles.Series, _ => []).Add(candles);
        if (candles.Series.Timeframe is { } timeframe
            && candles.Rows.Times[^1] + timeframe.Milliseconds > Exchange.Now.ToUnixTimeMilliseconds())
            open.Enqueue(candles);
    }
}

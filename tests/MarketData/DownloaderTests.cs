using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.MarketData;

public class DownloaderTests
{
    [Theory]
    [InlineData("binance", MarketKind.Futures)]
    [InlineData("binance", MarketKind.Spot)]
    [InlineData("bybit", MarketKind.Futures)]
    public async Task The_store_holds_what_was_traded_and_nothing_that_is_still_open(string name, MarketKind market)
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore(name, market.ToString());

        var report = await harness.RunAsync(store, vendor: harness.Vendor(name, market));

        Assert.Empty(report.Failures);
        Assert.Equal(market == MarketKind.Futures ? 6 : 4, store.Series().Count);
        harness.AssertTrue(store, allColumns: name == "binance");
        var through = store.Index(new SeriesName(store.Series()[0].Coin, Timeframe.M15)).Parts.Max(part => part.Through);
        Assert.InRange(harness.Exchange.Now.ToUnixTimeMilliseconds() - through, 0, 3_600_000);
        Assert.All(harness.Exchange.Log, request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task Months_come_from_the_archive_then_days_then_the_rest_of_today_by_REST()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 1);
        var store = harness.NewStore();

        await harness.RunAsync(store);

        var series = store.Series()[0];
        Assert.Equal(
            [
                ("2024-11", PartOrigin.MonthlyArchive, true), ("2024-12", PartOrigin.MonthlyArchive, true),
                ("2025-01", PartOrigin.Rest, false),
            ],
            store.Index(series).Parts.Select(part => (part.Month, part.Origin, part.IsFinal)));
        var asked = harness.Exchange.Log.Select(request => request.Request).ToList();
        Assert.Equal(19, asked.Count(request => request.Contains($"{series.Coin}-15m-2025-01-", StringComparison.Ordinal)
            && request.EndsWith(".zip", StringComparison.Ordinal)));
        Assert.Equal(1, asked.Count(request => request.Contains("klines?", StringComparison.Ordinal) && request.Contains("15m")));
        Assert.Equal(asked.Distinct().Count(), asked.Count);
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore();
        await harness.RunAsync(store, harness.Options with { To = DownloadHarness.Begin.AddMonths(2) });
        var before = DownloadHarness.Content(store);
        harness.Exchange.Log.Clear();

        await harness.RunAsync(store, harness.Options with { To = DownloadHarness.Begin.AddMonths(2) });

        Assert.Equal(before, DownloadHarness.Content(store));
        Assert.DoesNotContain(harness.Exchange.Log, request => request.Request.Contains("/archive/", StringComparison.Ordinal));
        Assert.DoesNotContain(harness.Exchange.Log, request => request.Request.Contains("symbol=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(Fault.Unavailable))]
    [InlineData(nameof(Fault.Page))]
    [InlineData(nameof(Fault.CutOff))]
    [InlineData(nameof(Fault.Truncated))]
    [InlineData(nameof(Fault.TooOften))]
    [InlineData(nameof(Fault.Banned))]
    public async Task Faults_in_passing_leave_the_same_store(string name)
    {
        await using var harness = await DownloadHarness.StartAsync();
        var to = harness.Options with { To = DownloadHarness.Begin.AddMonths(2) };
        var (undisturbed, disturbed) = (harness.NewStore(), harness.NewStore());
        await harness.RunAsync(undisturbed, to);
        var (gate, random, faults) = (new Lock(), new SeededRandom(1), 0);
        harness.Exchange.Faults = _ =>
        {
            lock (gate)
            {
                if (random.NextInt(5) > 0)
                    return Fault.None;
                faults++;
                return Enum.Parse<Fault>(name);
            }
        };

        var report = await harness.RunAsync(disturbed, to);

        Assert.True(faults > 3, $"{faults} faults");
        Assert.Empty(report.Failures);
        Assert.Equal(DownloadHarness.Content(undisturbed), DownloadHarness.Content(disturbed));
    }

    [Fact]
    public async Task A_file_that_stays_damaged_fails_its_series_alone_and_is_named()
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore();
        var bad = $"{harness.Exchange.Candles.Coins[0]}-15m-2024-12.zip";
        harness.Exchange.Faults = request => request.EndsWith(bad, StringComparison.Ordinal) ? Fault.Truncated : Fault.None;

        var report = await harness.RunAsync(store);

        var failure = Assert.Single(report.Failures);
        Assert.Equal(new SeriesName(harness.Exchange.Candles.Coins[0], Timeframe.M15), failure.Series);
        Assert.Contains(bad, failure.Reason, StringComparison.Ordinal);
        Assert.Contains("SHA-256", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(5, report.Series);
        harness.AssertTrue(store); // what is there of it is right
        harness.Exchange.Faults = _ => Fault.None;
        Assert.Empty((await harness.RunAsync(store)).Failures);
        harness.AssertTrue(store);
    }

    [Fact]
    public async Task A_ban_for_a_day_ends_the_download_in_words()
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore();
        harness.Exchange.Faults = request => request.Contains("2024-12", StringComparison.Ordinal) ? Fault.BannedForADay : Fault.None;

        var ban = await Assert.ThrowsAsync<VendorBannedException>(() => harness.RunAsync(store));

        Assert.Contains("banned this address for 1440 minutes", ban.Message, StringComparison.Ordinal);
        Assert.InRange(harness.Exchange.Log.Count(entry => entry.Status == 418), 1, harness.Options.Parallel); // those under way
        harness.AssertTrue(store);
    }

    [Fact]
    public async Task An_address_that_is_blocked_asks_no_more()
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore("bybit");
        harness.Exchange.Faults = request => request.Contains("kline", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        var blocked = await Assert.ThrowsAsync<VendorBannedException>(() => harness.RunAsync(store, vendor: harness.Vendor("bybit")));

        Assert.Contains("status 403", blocked.Message, StringComparison.Ordinal);
        Assert.InRange(harness.Exchange.Log.Count(entry => entry.Status == 403), 1, harness.Options.Parallel);
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("bybit")]
    public async Task A_candle_that_is_not_published_yet_is_not_taken_for_missing(string vendor)
    {
        await using var harness = await DownloadHarness.StartAsync(today: new DateTimeOffset(2025, 1, 20, 10, 45, 5, TimeSpan.Zero));
        harness.Exchange.PublishingDelay = TimeSpan.FromSeconds(50);
        var store = harness.NewStore(vendor);

        await harness.RunAsync(store, vendor: harness.Vendor(vendor));
        await Task.Delay(TimeSpan.FromMinutes(2), harness.Time);
        await harness.RunAsync(store, vendor: harness.Vendor(vendor));

        harness.AssertTrue(store, allColumns: vendor == "binance");
    }

    [Fact]
    public async Task The_register_knows_closed_contracts_and_renames()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 3);
        var coins = harness.Exchange.Candles.Coins;
        harness.Exchange.Vanished[coins[0]] = true;
        var vendor = harness.Vendor("bybit", change: options => options with
        {
            Bybit = options.Bybit with { Renames = new Dictionary<string, string> { [coins[0]] = coins[1] } },
        });
        var store = harness.NewStore("bybit");

        await harness.RunAsync(store, harness.Options with { Coins = coins[1] }, vendor);

        var register = SymbolRegister.Read(store);
        Assert.Equal(coins, register.Symbols.Select(symbol => symbol.Coin));
        Assert.True(register.Of(coins[0]) is { Delisted: not null, RenamedTo: var name } && name == coins[1]);
        Assert.True(register.Of(coins[0])!.IsTradedAt(harness.Time.GetUtcNow().AddDays(-2)));
        Assert.Equal((null, null), (register.Of(coins[1])!.Delisted, register.Of(coins[1])!.RenamedTo));
    }

    [Fact]
    public async Task A_symbol_that_vanishes_is_kept_as_far_as_it_goes()
    {
        await using var harness = await DownloadHarness.StartAsync();
        var store = harness.NewStore();
        var gone = harness.Exchange.Candles.Coins[0];
        await harness.RunAsync(store, harness.Options with { To = DownloadHarness.Begin.AddMonths(1) });
        harness.Exchange.Vanished[gone] = true;

        var report = await harness.RunAsync(store);

        Assert.Empty(report.Failures);
        var entry = SymbolRegister.Read(store).Of(gone);
        Assert.NotNull(entry?.Delisted);
        Assert.True(entry.IsTradedAt(DownloadHarness.Begin.AddDays(1)));
        harness.AssertTrue(store);
    }

    [Fact]
    public async Task A_candle_revised_after_the_fact_is_counted_and_the_archives_is_kept()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 1, today: DownloadHarness.Begin.AddMonths(1).AddHours(3));
        var store = harness.NewStore();
        var series = new SeriesName(harness.Exchange.Candles.Coins[0], Timeframe.H1);
        await harness.RunAsync(store); // the month is over, and the archive does not have it yet
        var time = DownloadHarness.Begin.AddMonths(1).AddHours(-5).ToUnixTimeMilliseconds();
        harness.Exchange.Revisions[($"{series}", time)] = "123.5";
        harness.Exchange.ClockOffset = TimeSpan.FromDays(3);

        var report = await harness.RunAsync(store);

        Assert.Equal(1, report.Revised);
        var rows = store.ReadAll(series)!;
        Assert.Equal(123.5, rows.Get("close")[Array.IndexOf(rows.Times, time)]);
        Assert.Equal((PartOrigin.MonthlyArchive, 1), store.Index(series).Parts[0] is var part ? (part.Origin, part.Revised) : default);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_told_and_not_relied_on()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 1);
        harness.Exchange.ClockOffset = TimeSpan.FromHours(-2); // this machine's is two hours ahead
        var store = harness.NewStore();

        var report = await harness.RunAsync(store);

        Assert.InRange(report.ClockSkew.TotalMinutes, 119, 121);
        harness.AssertTrue(store);
        Assert.All(store.Series(), series => Assert.True(
            store.Index(series).Parts.Max(part => part.Last) < harness.Exchange.Now.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task The_limit_of_requests_is_never_exceeded()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 40, today: DownloadHarness.Begin.AddDays(20));
        harness.Exchange.Faults = _ => Fault.None;
        var store = harness.NewStore();
        var options = harness.Options with { Parallel = 16 };
        var weights = 0;

        await harness.RunAsync(store, options, new WithoutArchive(harness.Vendor()), _ => weights++);

        Assert.Equal(0, harness.Exchange.Exceeded);
        Assert.True(weights > 100);
        harness.AssertTrue(store);
    }

    [Fact]
    public async Task A_download_that_is_stopped_ten_times_leaves_the_store_of_one_that_was_not()
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 4);
        var options = harness.Options with { To = DownloadHarness.Begin.AddMonths(2) };
        var (whole, stopped) = (harness.NewStore(), harness.NewStore());
        await harness.RunAsync(whole, options);
        harness.Exchange.Log.Clear();
        var stops = 0;
        while (true)
        {
            using var stop = new CancellationTokenSource();
            var left = stops < 10 ? 3 : int.MaxValue;
            try
            {
                await harness.RunAsync(stopped, options, told: _ => { if (Interlocked.Decrement(ref left) == 0) stop.Cancel(); },
                    cancellationToken: stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
        }

        Assert.Equal(10, stops);
        Assert.Equal(DownloadHarness.Content(whole), DownloadHarness.Content(stopped));
        var zips = harness.Exchange.Log.Where(request => request.Request.EndsWith(".zip", StringComparison.Ordinal)).ToList();
        Assert.True(zips.Count <= zips.Distinct().Count() + 10 * options.Parallel, "Only what was on its way is asked for again.");
    }

    [Theory]
    [InlineData("top:0", "top:N with a number")]
    [InlineData(",", "names no coin")]
    [InlineData("NONEUSDT", "does not know NONEUSDT")]
    public async Task A_selection_without_coins_is_refused(string coins, string words)
    {
        await using var harness = await DownloadHarness.StartAsync();

        var refusal = await Assert.ThrowsAsync<InputRefusedException>(() =>
            harness.RunAsync(harness.NewStore(), harness.Options with { Coins = coins }));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("bybit")]
    public async Task The_top_is_by_what_was_traded(string vendor)
    {
        await using var harness = await DownloadHarness.StartAsync(coins: 5);
        var store = harness.NewStore(vendor);

        var options = harness.Options with { Coins = "top:2", To = DownloadHarness.Begin.AddMonths(1) };
        await harness.RunAsync(store, options, harness.Vendor(vendor));

        Assert.Equal(harness.Exchange.Candles.Coins.Take(2), store.Series().Select(series => series.Coin).Distinct());
    }
}

using Huracan.Contracts;
using Huracan.MarketData.Live;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Exchange;
using Xunit.Abstractions;

namespace Huracan.Tests.MarketData;

public class CandleFollowerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Three_hundred_series_are_true_after_an_hour_of_faults()
    {
        await using var market = await FollowHarness.StartAsync(coins: 150, speed: 100);
        var exchange = market.Exchange;
        exchange.ClockOffset = TimeSpan.FromSeconds(7);
        exchange.StreamFaults = (series, time) => (Hash($"{series} {time}") % 1000) switch
        {
            < 20 => StreamFault.Twice,
            < 40 => StreamFault.Lost,
            < 60 => StreamFault.Late,
            < 62 => StreamFault.Cut,
            62 => StreamFault.Page,
            _ => StreamFault.None,
        };
        exchange.Faults = request => request.Contains("klines", StringComparison.Ordinal)
            ? (Hash($"{request} {exchange.Log.Count}") % 100) switch
            {
                < 2 => Fault.Unavailable,
                2 => Fault.Page,
                3 => Fault.CutOff,
                4 => Fault.TooOften,
                _ => Fault.None,
            }
            : Fault.None;

        await market.FollowAsync(TimeSpan.FromMinutes(64), options: new FollowOptions { GraceSeconds = 20 });

        var status = market.Status;
        output.WriteLine($"{status}");
        market.AssertTrue();
        Assert.Equal((450, 0), (status.Series, status.Behind));
        Assert.InRange(-status.ClockSkew, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)); // a tenth of a real second is ten here
        Assert.True(status.FromStream > 500, $"{status}");
        Assert.True(status.Repeated > 10, $"{status}");
        Assert.True(status.Connections > 3, $"{status}");
        Assert.Equal(0, exchange.Exceeded);
        var hour = FollowHarness.Start.AddHours(1).ToUnixTimeMilliseconds();
        Assert.All(
            market.Store.Series().Where(series => series.Timeframe is not null),
            series => Assert.True(market.Store.Index(series).Parts.Max(part => part.Through) > hour - 900_000));
        var quotes = QuoteFiles.Read(market.Store, 0, long.MaxValue);
        Assert.All(exchange.Candles.Coins, coin => Assert.InRange(quotes.Count(quote => quote.Coin == coin), 8, 19));
        Assert.All(quotes, quote => Assert.Equal(2, quote.SpreadBps, 0.01));
        Assert.All(quotes, quote => Assert.True(
            double.IsFinite(quote.Mark) && double.IsFinite(quote.Index) && Math.Abs(quote.FundingRate) <= 1e-4, $"{quote}"));
    }

    [Fact]
    public async Task A_vendor_with_other_messages_is_followed_likewise()
    {
        await using var market = await FollowHarness.StartAsync(coins: 6, speed: 120);
        market.Store = market.NewStore("bybit");

        await market.FollowAsync(TimeSpan.FromMinutes(16), market.Vendor("bybit"));

        market.AssertTrue(allColumns: false);
        Assert.True(market.Status is { FromStream: >= 6, Behind: 0, Connections: 1 }, $"{market.Status}");
    }

    [Fact]
    public async Task A_topic_that_a_vendor_refuses_does_not_hold_up_the_others()
    {
        await using var market = await FollowHarness.StartAsync(coins: 6, speed: 120);
        market.Store = market.NewStore("bybit");
        market.Exchange.Vanished[market.Exchange.Candles.Coins[1]] = true; // the others of its request come by REST

        await market.FollowAsync(TimeSpan.FromMinutes(9), market.Vendor("bybit"));

        market.AssertTrue(allColumns: false);
        Assert.Equal([market.Exchange.Candles.Coins[1]], market.Status.Ended);
        Assert.True(market.Status is { FromStream: > 0, Behind: 0, Connections: 1 }, $"{market.Status}");
    }

    [Fact]
    public async Task What_was_missed_while_away_is_fetched()
    {
        await using var market = await FollowHarness.StartAsync(coins: 2, speed: 600);
        await market.FollowAsync(TimeSpan.FromMinutes(11));
        await market.WaitAsync(TimeSpan.FromHours(1));

        await market.FollowAsync(TimeSpan.FromMinutes(11));

        market.AssertTrue();
        Assert.Equal(0, market.Status.Behind);
    }

    [Fact]
    public async Task Without_streams_candles_come_by_REST_alone()
    {
        await using var market = await FollowHarness.StartAsync(coins: 2, speed: 240);
        var vendor = market.Vendor(change: options => options with
        {
            Binance = options.Binance with { FuturesStream = $"ws://{market.Exchange.Address.Authority}/nothing/" },
        });

        await market.FollowAsync(TimeSpan.FromMinutes(16), vendor);

        market.AssertTrue();
        Assert.Equal((0, 0), (market.Status.FromStream, market.Status.Behind));
        Assert.Contains("/nothing/stream", market.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_candle_that_is_not_published_yet_is_not_taken_for_missing()
    {
        await using var market = await FollowHarness.StartAsync(coins: 2, speed: 120);
        market.Exchange.StreamFaults = (_, _) => StreamFault.Lost;
        market.Exchange.PublishingDelay = TimeSpan.FromSeconds(30);

        await market.FollowAsync(TimeSpan.FromMinutes(16));

        market.AssertTrue();
    }

    [Fact]
    public async Task A_coin_that_vanishes_ends_and_the_others_go_on()
    {
        await using var market = await FollowHarness.StartAsync(coins: 3, speed: 240);
        var (gone, other) = (market.Exchange.Candles.Coins[0], new SeriesName(market.Exchange.Candles.Coins[1], new Timeframe(5)));
        await market.FollowAsync(TimeSpan.FromMinutes(6));
        var before = market.Closed[other].Sum(some => some.Rows.Count);
        market.Exchange.Vanished[gone] = true;

        await market.FollowAsync(TimeSpan.FromMinutes(11));

        market.AssertTrue();
        Assert.Equal([gone], market.Status.Ended);
        Assert.True(market.Closed[other].Sum(some => some.Rows.Count) >= before + 2);
    }

    [Fact]
    public async Task A_banned_address_asks_nothing_until_the_ban_is_over()
    {
        await using var market = await FollowHarness.StartAsync(coins: 20, speed: 60);
        market.Exchange.Faults = request =>
            request.Contains("klines", StringComparison.Ordinal) ? Fault.BannedForADay : Fault.None;

        await market.FollowAsync(TimeSpan.FromMinutes(4), options: new FollowOptions { Parallel = 3 }, until: () => false);

        Assert.InRange(market.Exchange.Log.Count(entry => entry.Status == 418), 1, 3); // those that were under way
        Assert.Contains("banned", market.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_ends_it()
    {
        await using var market = await FollowHarness.StartAsync(coins: 1, speed: 60);
        var coin = Path.Combine(market.Store.Folder, market.Exchange.Candles.Coins[0]);
        await File.WriteAllTextAsync(coin, "in the way of the coin's folder");

        var following = market.FollowAsync(TimeSpan.FromHours(1), options: new FollowOptions { SaveMinutes = 0.2 });

        await Assert.ThrowsAnyAsync<IOException>(() => following);
    }

    private static uint Hash(string text) =>
        BitConverter.ToUInt32(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}

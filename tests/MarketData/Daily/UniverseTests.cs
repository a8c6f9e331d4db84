using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.MarketData.Daily;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData.Daily;

public sealed class UniverseTests : IDisposable
{
    private const long Hour = 3_600_000, Day = 24 * Hour;
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-universe-").FullName;

    [Fact]
    public void Coins_of_a_store_that_are_no_longer_traded_or_downloaded_are_left_out_and_the_task_says_how_many()
    {
        var store = CandleStore.OpenOrCreate(folder, "binance", "futures");
        Add(store, "AAAUSDT", days: 60, volume: 500);
        Add(store, "BBBUSDT", days: 60, volume: 900);
        Add(store, "GONEUSDT", days: 60, volume: 900);
        Add(store, "OLDUSDT", days: 57, volume: 9_000, until: 57);
        new SymbolRegister([Symbol("GONEUSDT") with { Delisted = DateTimeOffset.UnixEpoch.AddDays(50) }]).Write(store);

        var universe = CoinUniverse.Choose(
            new StoreCandleSource(folder), new UniverseOptions { MinLiquidityGbp = 0, MinHistoryDays = 30 }, CancellationToken.None);

        Assert.Equal(["BBBUSDT", "AAAUSDT"], universe.Coins.Select(coin => coin.Coin));
        Assert.Equal(
            [
                ("GONEUSDT", "delisted: it is no longer traded, since 1970-02-20"),
                ("OLDUSDT", "max_stale_days: its candles end at 1970-02-27, 3 days before the newest of the source; 2 are allowed"),
            ],
            universe.Excluded.Select(coin => (coin.Coin, coin.Reason!)));
        Assert.True(universe.ToOutcome().Succeeded);
        Assert.StartsWith("2 coins of 4", universe.ToOutcome().Summary, StringComparison.Ordinal);
        Assert.False((universe with { Coins = [] }).ToOutcome().Succeeded);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SymbolEntry Symbol(string coin) => new(coin, coin[..^4], "USDT", 0.1, 0.1, DateTimeOffset.UnixEpoch, null);

    // Hourly candles of so many days, up to a day since 1970.
    private static void Add(CandleStore store, string coin, int days, double volume, int until = 60)
    {
        var series = new SeriesName(coin, Timeframe.H1);
        var index = store.Index(series);
        var (from, to) = (until * Day - days * Day, until * Day);
        foreach (var month in Month.Between(from, to))
        {
            long[] times = [.. Times(Math.Max(from, month.Start), Math.Min(to, month.End))];
            double[] prices = [.. times.Select(time => 100 + 10 * Math.Sin(time / Hour))];
            double[] volumes = [.. times.Select(_ => volume)];
            index = store.Write(
                series, index,
                new SeriesPart(
                    month.ToString(), Math.Min(to, month.End), 0, 0, 0, PartOrigin.Rest, false, 0, "", DateTimeOffset.UnixEpoch),
                MarketRows.Candles(
                    times, prices, prices, prices, prices, volumes, volumes, volumes, volumes));
        }
    }

    private static IEnumerable<long> Times(long from, long to)
    {
        for (var time = from; time < to; time += Hour)
            yield return time;
    }
}

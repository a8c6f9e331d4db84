using Huracan.Contracts;
using Huracan.MarketData.Daily;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData.Daily;

public sealed class UniverseTests : IDisposable
{
    private const long Hour = 3_600_000, Day = 24 * Hour;
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-universe-").FullName;

    [Fact]
    public void The_most_traded_coins_with_enough_history_are_chosen_and_the_others_say_why_not()
    {
        var store = CandleStore.OpenOrCreate(folder, "binance", "futures");
        Add(store, "AAAUSDT", days: 60, volume: _ => 500);
        Add(store, "BBBUSDT", days: 60, volume: _ => 900);
        Add(store, "CCCUSDT", days: 60, volume: _ => 700);
        Add(store, "NEWUSDT", days: 20, volume: _ => 9_000);
        Add(store, "THINUSDT", days: 60, volume: _ => 10);
        Add(store, "GONEUSDT", days: 60, volume: _ => 900);
        Add(store, "OLDUSDT", days: 57, volume: _ => 9_000, until: 57);
        new SymbolRegister([Symbol("GONEUSDT") with { Delisted = DateTimeOffset.UnixEpoch.AddDays(50) }]).Write(store);

        var universe = Universe.Choose(
            store, new UniverseSchedule { MinHistoryDays = 30, MinQuoteVolume = 24 * 100, MaxCoins = 2, VolumeDays = 10 },
            CancellationToken.None);

        Assert.Equal(["BBBUSDT", "CCCUSDT"], universe.Coins.Select(coin => coin.Coin));
        Assert.Equal((60, 24 * 900.0), (universe.Coins[0].HistoryDays, universe.Coins[0].QuoteVolume));
        Assert.Equal(
            [
                ("AAAUSDT", "2 coins are traded more, and no more are taken"), ("GONEUSDT", "it is no longer traded, since 1970-02-20"),
                ("NEWUSDT", "it has 20 days of candles, fewer than 30"),
                ("OLDUSDT", "its candles end at 1970-02-27: it is no longer downloaded"),
                ("THINUSDT", "240 a day are traded, less than 2400"),
            ],
            universe.Excluded.Select(coin => (coin.Coin, coin.Reason!)));
        Assert.True(universe.ToOutcome().Succeeded);
        Assert.StartsWith("2 coins of 7", universe.ToOutcome().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_of_madness_does_not_make_a_coin_liquid()
    {
        var store = CandleStore.OpenOrCreate(folder, "binance", "futures");
        Add(store, "AAAUSDT", days: 40, volume: hour => hour / 24 == 38 ? 1e9 : 1);

        var universe = Universe.Choose(store, new UniverseSchedule { MinHistoryDays = 30, MinQuoteVolume = 100 }, CancellationToken.None);

        Assert.Empty(universe.Coins);
        Assert.Equal(24, Assert.Single(universe.Excluded).QuoteVolume);
        Assert.False(universe.ToOutcome().Succeeded);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SymbolEntry Symbol(string coin) => new(coin, coin[..^4], "USDT", 0.1, 0.1, DateTimeOffset.UnixEpoch, null);

    // Hourly candles of so many days, up to a day since 1970.
    private static void Add(CandleStore store, string coin, int days, Func<int, double> volume, int until = 60)
    {
        var series = new SeriesName(coin, Timeframe.H1);
        var index = store.Index(series);
        var (from, to) = (until * Day - days * Day, until * Day);
        foreach (var month in Month.Between(from, to))
        {
            long[] times = [.. Times(Math.Max(from, month.Start), Math.Min(to, month.End))];
            double[] ones = [.. times.Select(_ => 1.0)];
            index = store.Write(
                series, index,
                new SeriesPart(
                    month.ToString(), Math.Min(to, month.End), 0, 0, 0, PartOrigin.Rest, false, 0, "", DateTimeOffset.UnixEpoch),
                MarketRows.Candles(
                    times, ones, ones, ones, ones, ones, [.. times.Select(time => volume((int)((time - from) / Hour)))], ones, ones));
        }
    }

    private static IEnumerable<long> Times(long from, long to)
    {
        for (var time = from; time < to; time += Hour)
            yield return time;
    }
}

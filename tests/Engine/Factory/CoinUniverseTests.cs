using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Market;
using Huracan.Tests.Engine.Pipeline.Ingest;

namespace Huracan.Tests.Engine.Factory;

public sealed class CoinUniverseTests
{
    private static readonly UniverseOptions Options = new()
    {
        MinLiquidityGbp = 100_000,
        QuotePerGbp = 1.25,
        MinHistoryDays = 50,
    };

    [Fact]
    public void Each_coin_that_is_left_out_has_the_rule_and_the_number()
    {
        var universe = Choose(
            Coin("GOODUSDT", 90),
            Coin("YOUNGUSDT", 40),
            Coin("DEADUSDT", 90) is var dead ? dead with { Volume = [.. dead.Volume.Select((v, i) => i < 600 ? v : 0)] } : null!,
            Coin("THINUSDT", 90) is var thin ? thin with { Volume = [.. thin.Volume.Select(v => v / 1000)] } : null!,
            Still(Coin("STABLEUSDT", 90)),
            Until(Coin("GONEUSDT", 90), 80),
            Coin("DELISTEDUSDT", 90),
            Coin("BROKENUSDT", 90) is var broken ? broken with { Close = [.. broken.Close.Select(_ => double.NaN)] } : null!);

        Assert.Equal(["GOODUSDT"], universe.Coins.Select(coin => coin.Coin));
        Assert.Equal(
            ["BROKENUSDT data", "DEADUSDT max_empty_share", "DELISTEDUSDT delisted", "GONEUSDT max_stale_days", "STABLEUSDT data",
                "THINUSDT min_liquidity_gbp", "YOUNGUSDT min_history_days"],
            universe.Excluded.Select(coin => $"{coin.Coin} {coin.Reason!.Split(':')[0]}"));
        Assert.Equal("delisted: it is no longer traded, since 2024-03-01", universe.Excluded[2].Reason);
        Assert.Contains("40 days of candles; 50 are needed", universe.Excluded[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Liquidity_is_the_median_day_in_pounds()
    {
        var raw = Coin("GOODUSDT", 60);

        var coin = Choose(raw with { Volume = [.. raw.Close.Select(close => 50_000 / close)] }).Coins.Single();

        Assert.Equal(24 * 50_000 / 1.25, coin.LiquidityGbp, 3);
        Assert.Equal((60, 0.0), (coin.HistoryDays, coin.EmptyShare));
    }

    [Fact]
    public void The_most_traded_are_taken_where_there_is_a_limit()
    {
        var much = Coin("MUCHUSDT", 60);
        var source = new Source([Coin("LESSUSDT", 60), much with { Volume = [.. much.Volume.Select(v => 2 * v)] }]);

        var universe = CoinUniverse.Choose(source, Options with { MaxCoins = 1 }, CancellationToken.None);

        Assert.Equal("MUCHUSDT", universe.Coins.Single().Coin);
        Assert.StartsWith("max_coins: 1", universe.Excluded.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spread_is_that_of_quotes_and_a_wide_one_leaves_the_coin_out()
    {
        var source = new Source([Coin("GOODUSDT", 90)]);

        var unseen = CoinUniverse.Choose(source, Options, CancellationToken.None).Coins.Single();
        var narrow = CoinUniverse.Choose(new QuotedSource(source, 19), Options, CancellationToken.None).Coins.Single();
        var wide = CoinUniverse.Choose(new QuotedSource(source, 31), Options, CancellationToken.None).Excluded.Single();

        Assert.Null(unseen.SpreadBps);
        Assert.Equal(19, narrow.SpreadBps);
        Assert.Equal("max_spread_bps: its spread is 31 basis points; 20 are allowed", wide.Reason);
        Assert.Equal((31.0, 20.0), (wide.Value, wide.Limit));
    }

    [Fact]
    public void Of_five_hundred_coins_each_is_in_or_has_the_rule_that_leaves_it_out()
    {
        var files = Enumerable.Range(0, 500).Select(i => (i % 5) switch
        {
            0 => Coin($"YOUNG{i:000}USDT", 40),
            1 => Coin($"THIN{i:000}USDT", 60) is var thin ? thin with { Volume = [.. thin.Volume.Select(v => v / 1000)] } : null!,
            2 => Until(Coin($"GONE{i:000}USDT", 70), 60),
            _ => Coin($"GOOD{i:000}USDT", 60),
        }).ToArray();

        var universe = Choose(files);

        Assert.Equal(200, universe.Coins.Count);
        Assert.All(universe.Coins, coin => Assert.StartsWith("GOOD", coin.Coin, StringComparison.Ordinal));
        Assert.Equal(
            [("max_stale_days", "GONE", 100), ("min_history_days", "YOUN", 100), ("min_liquidity_gbp", "THIN", 100)],
            universe.Excluded.GroupBy(coin => (coin.Rule!, coin.Coin[..4])).Select(rule => (rule.Key.Item1, rule.Key.Item2, rule.Count()))
                .Order());
        Assert.All(universe.Excluded, coin => Assert.True(coin is { Value: not null, Limit: not null }, coin.Reason));
    }

    [Fact]
    public void A_source_that_is_too_old_as_a_whole_is_refused_where_there_is_a_limit()
    {
        var universe = Choose(Coin("GOODUSDT", 60));
        var (limit, present) = (Options with { MaxAgeDays = 3 }, universe.Newest.AddDays(3));

        universe.RequireFresh("a folder", limit, present);
        universe.RequireFresh("a folder", Options, present.AddYears(3));
        var refused = Assert.Throws<InputRefusedException>(() => universe.RequireFresh("a folder", limit, present.AddHours(12)));

        Assert.Contains("The newest candle of a folder closed at ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("3.5 days ago; universe.max_age_days allows 3.", refused.Message, StringComparison.Ordinal);
    }

    private static CoinUniverse Choose(params RawCandles[] files) =>
        CoinUniverse.Choose(new Source(files), Options, CancellationToken.None);

    private static RawCandles Coin(string name, int days) => RandomCandles.Raw(
        24 * days, seed: (ulong)name.Length, Timeframe.H1, RandomCandles.Start + (90 - days) * 86_400_000L) with
    { Coin = name };

    private static RawCandles Still(RawCandles raw)
    {
        double[] Pull(double[] prices) => [.. prices.Select(price => Math.Pow(price / 100, 0.02))];
        return raw with
        {
            Open = Pull(raw.Open),
            High = Pull(raw.High),
            Low = Pull(raw.Low),
            Close = Pull(raw.Close),
            Volume = [.. raw.Volume.Select(v => 100 * v)],
        };
    }

    private static RawCandles Until(RawCandles raw, int days) => raw.Take([.. Enumerable.Range(0, 24 * days)]);

    private sealed class Source(RawCandles[] files) : ICandleSource, IListingSource
    {
        public string Description => "memory";

        public string Vendor => "nobody";

        public IReadOnlyList<string> Coins => [.. files.Select(file => file.Coin).Order(StringComparer.Ordinal)];

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [Timeframe.H1];

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) =>
            files.Single(file => file.Coin == coin);

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;

        public DateTimeOffset? DelistedAt(string coin) =>
            coin == "DELISTEDUSDT" ? new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero) : null;
    }
}

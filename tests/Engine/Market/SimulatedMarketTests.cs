using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class SimulatedMarketTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var options = new SimulatorOptions { Bars = 2_000, Signal = new() };
        var first = new SimulatedMarket(options).Load("SIM003USDT", Timeframe.M15, default);
        AssertSame(first, new SimulatedMarket(options).Load("SIM003USDT", Timeframe.M15, default));
        Assert.NotEqual(first.Close, new SimulatedMarket(options with { Seed = 2 }).Load("SIM003USDT", Timeframe.M15, default).Close);
    }

    [Fact]
    public void A_coin_does_not_depend_on_how_many_others_there_are_nor_on_the_order_of_reading()
    {
        var options = new SimulatorOptions { Bars = 1_000 };
        var few = new SimulatedMarket(options with { Coins = 2, IncludeBitcoin = false }).Load("SIM002USDT", Timeframe.M15, default);
        var many = new SimulatedMarket(options with { Coins = 50 });
        many.Load("SIM050USDT", Timeframe.M15, default);
        AssertSame(few, many.Load("SIM002USDT", Timeframe.M15, default));
    }

    [Fact]
    public void Coins_read_at_once_on_many_threads_are_the_same()
    {
        var market = new SimulatedMarket(new() { Bars = 500 });
        var parallel = market.Coins.AsParallel().AsOrdered().Select(c => market.Load(c, Timeframe.M15, default)).ToArray();
        for (var i = 0; i < parallel.Length; i++)
            AssertSame(new SimulatedMarket(new() { Bars = 500 }).Load(market.Coins[i], Timeframe.M15, default), parallel[i]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(240)]
    [InlineData(1440)]
    public void Candles_pass_the_preflight_unchanged(int minutes)
    {
        var market = new SimulatedMarket(new() { Timeframe = new(minutes), Bars = 6_000, Signal = new() });
        foreach (var coin in market.Coins)
        {
            var result = Preflight.Check(market.Load(coin, new(minutes), default), new() { MinDailyMoveInCosts = minutes == 1 ? 0 : 2 });
            Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        }
    }

    [Fact]
    public void A_coin_with_settings_of_its_own_has_its_own_signal_and_end_and_the_others_stay_as_they_are()
    {
        var options = new SimulatorOptions { Coins = 3, Bars = 1_000, Signal = new() { Probability = 0.05, NetSharpe = 2 } };
        var market = new SimulatedMarket(options with
        {
            PerCoin = new Dictionary<string, SimulatedCoin>
            {
                ["SIM001USDT"] = new() { Signal = options.Signal with { NetSharpe = 8 } },
                ["SIM002USDT"] = new(),
                ["SIM003USDT"] = new() { TradedBars = 700 },
            },
        });

        AssertSame(new SimulatedMarket(options).Load("BTCUSDT", Timeframe.M15, default), market.Load("BTCUSDT", Timeframe.M15, default));
        Assert.Equal(
            new SimulatedMarket(
                options with { Signal = options.Signal with { NetSharpe = 8 } }).Load("SIM001USDT", Timeframe.M15, default).Close,
            market.Load("SIM001USDT", Timeframe.M15, default).Close);
        Assert.Empty(market.Simulate("SIM002USDT", default).Events);
        var dead = market.Load("SIM003USDT", Timeframe.M15, default);
        Assert.Equal(
            new SimulatedMarket(options with { Signal = null }).Load("SIM003USDT", Timeframe.M15, default).Close[..700], dead.Close[..700]);
        Assert.All(Enumerable.Range(700, 300), bar =>
            Assert.Equal(
                (dead.Close[699], dead.Close[699], dead.Close[699], 0), (dead.Open[bar], dead.High[bar], dead.Low[bar], dead.Volume[bar])));
        Assert.Contains(Preflight.Check(dead).Findings, finding => finding.Code == "dead_coin");
    }

    [Fact]
    public void Settings_of_a_coin_that_is_none_or_that_break_a_rule_are_refused_by_name()
    {
        var options = new SimulatorOptions
        {
            Coins = 1,
            PerCoin = new Dictionary<string, SimulatedCoin>
            {
                ["SIM002USDT"] = new(),
                ["SIM001USDT"] = new() { TradedBars = 0, Signal = new() { Horizon = 0 } },
            },
        };

        var message = Assert.Throws<InputRefusedException>(() => new SimulatedMarket(options)).Message;

        Assert.Contains(
            "'simulation.per_coin' has SIM002USDT, which the market has not (did you mean 'SIM001USDT'?)", message,
            StringComparison.Ordinal);
        Assert.Contains("'simulation.per_coin.SIM001USDT.traded_bars' is 0", message, StringComparison.Ordinal);
        Assert.Contains("'simulation.per_coin.SIM001USDT.signal.horizon' is 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coins_are_listed_in_order_and_hold_one_timeframe()
    {
        var market = new SimulatedMarket(new() { Coins = 2 });
        Assert.Equal(["BTCUSDT", "SIM001USDT", "SIM002USDT"], market.Coins);
        Assert.Equal([Timeframe.M15], market.TimeframesOf("SIM001USDT"));
        Assert.Empty(market.TimeframesOf("SIM003USDT"));
        Assert.Throws<InputRefusedException>(() => market.Load("SIM003USDT", Timeframe.M15, default));
        Assert.Throws<InputRefusedException>(() => market.Load("SIM001USDT", Timeframe.H1, default));
    }

    [Fact]
    public void Volatility_is_the_one_asked_for_clustered_and_fat_tailed()
    {
        double variance = 0, fourth = 0, cluster = 0, total = 0;
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var path = new SimulatedMarket(new() { Seed = (ulong)seed, Bars = 100_000, Coins = 1, IncludeBitcoin = false, StepsPerBar = 2 })
                .Simulate("SIM001USDT", default);
            var returns = Returns(path.Candles);
            for (var i = 0; i < returns.Length; i++)
                returns[i] /= path.BarVolatility;
            variance += returns.Sum(r => r * r);
            fourth += returns.Sum(r => r * r * r * r);
            cluster += returns.Skip(4).Zip(returns, (a, b) => (a * a - 1) * (b * b - 1)).Sum();
            total += returns.Length;
        }
        Assert.InRange(variance / total, 0.85, 1.15);
        Assert.InRange(fourth / total / Math.Pow(variance / total, 2), 5, 100); // a Gaussian has 3
        Assert.InRange(cluster / fourth, 0.03, 0.5); // squares an hour apart go together
    }

    [Theory]
    [InlineData(0.0, -0.03, 0.03)]
    [InlineData(0.5, 0.35, 0.65)]
    [InlineData(0.9, 0.8, 0.97)]
    public void The_market_share_is_the_correlation_of_coins(double share, double low, double high)
    {
        var market = new SimulatedMarket(new() { Bars = 60_000, MarketShare = share });
        var a = Returns(market.Load("SIM001USDT", Timeframe.M15, default));
        var b = Returns(market.Load("SIM002USDT", Timeframe.M15, default));
        var correlation = a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
        Assert.InRange(correlation, low, high);
    }

    [Fact]
    public void A_regimes_drift_moves_prices()
    {
        var options = new SimulatorOptions
        {
            Bars = 35_040,
            Coins = 20,
            IncludeBitcoin = false,
            AnnualVolatility = 0.1,
            MarketShare = 0,
            StepsPerBar = 2,
            Regimes = [new() { Name = "up", AnnualDrift = 2, MeanDays = 10 }],
        };
        var market = new SimulatedMarket(options);
        var growth = market.Coins.Average(c => Returns(market.Load(c, Timeframe.M15, default)).Sum());
        Assert.InRange(growth, 1.9, 2.1);
    }

    [Fact]
    public void Funding_comes_every_eight_hours_small_and_around_zero()
    {
        var market = new SimulatedMarket(new() { Bars = 96 * 300 + 10, Start = new(2024, 1, 1, 1, 0, 0, TimeSpan.Zero) });
        var funding = market.LoadFunding("SIM001USDT", default)!;
        Assert.Equal(900, funding.Count);
        Assert.Equal(RandomCandles.Start + 8 * 3_600_000L, funding.Times[0]);
        Assert.InRange(funding.Rates.ToArray().Average(), -5e-6, 5e-6);
        Assert.InRange(funding.Rates.ToArray().Max(Math.Abs), 5e-5, 2e-4);
        var candles = market.Load("SIM001USDT", Timeframe.M15, default);
        Assert.Equal(1, FundingCoverage.Share(funding, candles.OpenTimes[0], candles.OpenTimes[^1]), 9);
        Assert.Null(market.LoadFunding("SIM999USDT", default));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        foreach (var bad in new SimulatorOptions[]
        {
            new() { Coins = 0, IncludeBitcoin = false }, new() { Bars = 0 }, new() { Timeframe = new(7) }, new() { MarketShare = 1 },
            new() { TailDegrees = 2 },
            new() { Start = DateTimeOffset.UnixEpoch.AddMinutes(1) }, new() { Regimes = [] },
            new() { Signal = new() { Probability = 0 } }, new() { Signal = new() { NetSharpe = -1 } },
            new() { AnnualVolatility = double.NaN }, new() { StepsPerBar = 1 },
        })
        {
            Assert.Throws<InputRefusedException>(() => new SimulatedMarket(bad));
        }
    }

    private static double[] Returns(RawCandles candles) => [.. candles.Open.Skip(1).Zip(candles.Open, (b, a) => b / a - 1)];

    private static void AssertSame(RawCandles a, RawCandles b)
    {
        Assert.Equal(a.OpenTimes, b.OpenTimes);
        Assert.Equal(a.Open, b.Open);
        Assert.Equal(a.High, b.High);
        Assert.Equal(a.Low, b.Low);
        Assert.Equal(a.Close, b.Close);
        Assert.Equal(a.Volume, b.Volume);
    }
}

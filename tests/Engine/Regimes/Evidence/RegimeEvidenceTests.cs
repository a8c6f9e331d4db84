using System.Text.Json;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Tests.Engine.Regimes.Evidence;

public class RegimeEvidenceTests
{
    [Fact]
    public void The_mean_and_its_error_agree_with_numpy_and_scipy()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Repository.Golden("regimes", "regimes.json"))).RootElement.GetProperty("trades");
        var days = golden.GetProperty("days").Deserialize<int[]>()!;
        var bps = golden.GetProperty("bps").Deserialize<double[]>()!;
        var trades = days.Zip(bps, (day, result) => new RegimeTrade(MarketRegime.Panic, day, result));
        var mean = RegimeEvidence.Empty.Add(trades).MeanOf(MarketRegime.Panic);
        Assert.Equal(150, mean.Trades);
        Assert.Equal(golden.GetProperty("count").GetInt32(), mean.Days);
        Assert.Equal(golden.GetProperty("mean").GetDouble(), mean.Bps, 1e-11);
        Assert.Equal(golden.GetProperty("error").GetDouble(), mean.StandardError, 1e-11);
        Assert.Equal(golden.GetProperty("hits").GetDouble(), mean.HitRate, 1e-15);
        Assert.Equal(golden.GetProperty("p").GetDouble(), mean.PValue, 1e-9);
    }

    [Fact]
    public void Parts_merged_in_any_order_are_the_same_as_all_at_once()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = new SeededRandom(seed);
            // Whole numbers add up without rounding, so that any order must give the same bits.
            RegimeTrade[] trades = [.. Enumerable.Range(0, 200).Select(_ =>
                new RegimeTrade((MarketRegime)random.NextInt(5), random.NextInt(25), random.NextInt(101) - 50))];
            var whole = Text(RegimeEvidence.Empty.Add(trades));
            random.Shuffle(trades.AsSpan());
            var cut = random.NextInt(201);
            var (left, right) = (RegimeEvidence.Empty.Add(trades[..cut]), RegimeEvidence.Empty.Add(trades[cut..]));
            Assert.Equal(whole, Text(left.Merge(right)));
            Assert.Equal(whole, Text(right.Merge(left)));
            Assert.Equal(whole, Text(left.Add(trades[cut..])));
            Assert.Equal(whole, Text(JsonSerializer.Deserialize<RegimeEvidence>(Text(left))!.Add(trades[cut..])));
        }
    }

    [Fact]
    public void All_regimes_together_are_one_list_of_trades()
    {
        RegimeTrade[] trades = [new(MarketRegime.Trend, 1, 5), new(MarketRegime.Range, 1, -3), new(MarketRegime.Unknown, 2, 7)];
        Assert.Equal(
            RegimeEvidence.Empty.Add(trades.Select(trade => trade with { Regime = MarketRegime.Trend })).MeanOf(MarketRegime.Trend),
            RegimeEvidence.Empty.Add(trades).Pooled());
    }

    [Fact]
    public void One_day_has_no_error_and_no_trade_no_mean()
    {
        var mean = RegimeEvidence.Empty.Add([new(MarketRegime.Trend, 1, 5), new(MarketRegime.Trend, 1, 6)]).MeanOf(MarketRegime.Trend);
        Assert.Equal((2, 1, 5.5, double.NaN, 1), (mean.Trades, mean.Days, mean.Bps, mean.StandardError, mean.HitRate));
        Assert.Equal(double.NaN, mean.PValue);
        Assert.Equal(double.NaN, RegimeEvidence.Empty.MeanOf(MarketRegime.Trend).Bps);
        Assert.Throws<ArgumentException>(() => RegimeEvidence.Empty.Add([new(MarketRegime.Trend, 1, double.NaN)]));
    }

    [Fact]
    public void A_return_belongs_to_the_regime_that_was_known_before_it()
    {
        var (t, p) = (MarketRegime.Trend, MarketRegime.Panic);
        var regimes = new RegimeSeries([t, t, p, p, t]);
        const long Day = 86_400_000;
        var trades = RegimeTrade.OfReturns(regimes, [0, Day, 2 * Day, 3 * Day, 4 * Day], [0.5, 0.001, -0.002, 0.003, 0]).ToArray();
        Assert.Equal([new(t, 1, 10), new(t, 2, -20), new RegimeTrade(p, 3, 30)], trades);
        var shares = RegimeShare.Of(regimes, RegimeEvidence.Empty.Add(trades));
        Assert.Equal([0, 3, 0, 2, 0], shares.Select(share => share.Bars));
        Assert.Equal((0.6, 2, -5, 0.5), (shares[1].Share, shares[1].Net.Trades, shares[1].Net.Bps, shares[1].Net.HitRate));
        Assert.Throws<ArgumentException>(() => RegimeTrade.OfReturns(regimes, [0], [0.1]).ToArray());
    }

    [Theory]
    [InlineData(2, 0, MarketRegime.Trend)]
    [InlineData(3, 0, MarketRegime.Panic)]
    [InlineData(3, 1, MarketRegime.Trend)]
    [InlineData(1, 1, MarketRegime.Unknown)]
    public void A_trade_belongs_to_the_regime_of_its_signal(int entry, int latency, MarketRegime expected)
    {
        var regimes = new RegimeSeries([MarketRegime.Unknown, MarketRegime.Trend, MarketRegime.Panic, MarketRegime.Panic]);
        var trade = new Trade
        {
            Number = 1,
            Side = 1,
            Quantity = 2,
            EntryBar = entry,
            EntryTime = 86_400_000L * 3,
            EntryPrice = 100,
            ExitBar = 3,
            ExitTime = 86_400_000L * 4,
            ExitPrice = 101,
            Reason = ExitReason.Horizon,
            BarsHeld = 1,
            GrossPnl = 2,
            Fees = 1,
            Spread = 0,
            Slippage = 0,
            Impact = 0,
            Funding = 0,
            InitialRisk = 1,
        };
        Assert.Equal(new RegimeTrade(expected, 3, 50), RegimeTrade.Of(trade, regimes, latency));
    }

    private static string Text(RegimeEvidence evidence) => JsonSerializer.Serialize(evidence);
}

using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Pipeline.Live;

/// <summary>An outcome that is told as candles close is the one that the whole series tells later.</summary>
public class OutcomeRulesTests
{
    private const int Horizon = 4;

    private static readonly CandleSeries Candles = Preflight.Check(
        new SimulatedMarket(new SimulatorOptions { Coins = 1, Bars = 3_000, Timeframe = Timeframe.H1, Seed = 9 })
            .Load("SIM001USDT", Timeframe.H1, CancellationToken.None)).Series!;

    [Theory]
    [InlineData(LabelKind.ForwardReturn, 0, 0)]
    [InlineData(LabelKind.ForwardReturn, 1, 2)]
    [InlineData(LabelKind.TripleBarrier, 0, 2)]
    public void It_has_the_label_and_the_trade_of_the_whole_series(LabelKind labels, int latency, double stopSigma)
    {
        var options = new RunOptions { Labels = labels, Latency = latency, StopSigma = stopSigma, TargetR = 1.5 };
        var rules = new OutcomeRules(options, Horizon);
        var random = new SeededRandom(1);
        var costs = options.Costs.RoundTripBps / 1e4;
        var all = labels == LabelKind.ForwardReturn
            ? new ForwardReturnLabeler(new LabelOptions { Horizon = Horizon, Latency = latency, DeadZone = costs }).Label(Candles)
            : new TripleBarrierLabeler(new TripleBarrierOptions { Horizon = Horizon, Latency = latency, MinReturn = costs })
                .Label(Candles);
        var reasons = new HashSet<ExitReason>();
        for (var round = 0; round < 100; round++)
        {
            var bar = 600 + (int)(random.NextDouble() * 2_000);
            var direction = random.NextDouble() > 0.5 ? 1 : -1;
            var known = Candles.Slice(0, bar + rules.Bars + 1);

            var outcome = rules.Judge(known, null, bar, direction, isTraded: true);

            Assert.Equal((all.Classes[bar], all.Returns[bar]), ((sbyte)outcome.Class!.Value, outcome.Return!.Value));
            var trade = Assert.IsType<Trade>(outcome.Trade);
            var expected = WholeTrade(options, bar, direction);
            Assert.Equal((expected.EntryPrice, expected.ExitPrice), (trade.EntryPrice, trade.ExitPrice));
            Assert.Equal((expected.ExitTime, expected.Reason), (trade.ExitTime, trade.Reason));
            Assert.Equal(expected.NetBps, trade.NetBps, 1e-9);
            reasons.Add(trade.Reason);
        }
        Assert.Contains(ExitReason.Horizon, reasons);
        Assert.Equal(stopSigma > 0, reasons.Contains(ExitReason.Stop));
    }

    [Fact]
    public void A_units_own_spread_is_paid_and_widens_the_dead_zone()
    {
        var options = new RunOptions();
        var (usual, wide) = (new OutcomeRules(options, Horizon), new OutcomeRules(options, Horizon, 21));
        var bars = Enumerable.Range(600, 200).ToArray();

        var differing = bars.Count(bar => wide.Judge(Candles, null, bar, 1, true).Class != usual.Judge(Candles, null, bar, 1, true).Class);

        var (cheap, dear) = (usual.Judge(Candles, null, 700, 1, true).Trade!, wide.Judge(Candles, null, 700, 1, true).Trade!);
        Assert.Equal(40e-4 * dear.Quantity * (dear.EntryPrice + dear.ExitPrice) / 2, dear.Spread - cheap.Spread, 1e-9);
        Assert.True(differing > 20, "moves between 14 and 54 bp are flat now");
        Assert.Equal(usual.Bars, wide.Bars);
    }

    [Fact]
    public void A_side_that_is_judged_is_the_one_of_the_whole_series_and_without_one_there_is_no_outcome()
    {
        var options = new RunOptions { Labels = LabelKind.Meta, Primary = "mean_reversion:period=30" };
        var rules = new OutcomeRules(options, Horizon);
        var all = new MetaLabeler(new TripleBarrierOptions { Horizon = Horizon, MinReturn = options.Costs.RoundTripBps / 1e4 })
            .Label(Candles, options.PrimaryRule()!.Sides(Candles));
        foreach (var bar in Enumerable.Range(900, 60))
        {
            var outcome = rules.Judge(Candles.Slice(0, bar + rules.Bars + 1), null, bar, 1, isTraded: false);

            Assert.Equal(all.Sides![bar] == 0, outcome.Class is null);
            if (outcome.Class is { } label)
                Assert.Equal((all.Classes[bar], all.Returns[bar]), ((sbyte)label, outcome.Return!.Value));
        }
        Assert.Equal([false, true], all.Sides!.Skip(900).Take(60).Select(side => side != 0).Distinct().Order());
    }

    [Fact]
    public void What_is_not_traded_has_no_trade_and_what_is_not_known_yet_is_refused()
    {
        var rules = new OutcomeRules(new RunOptions(), Horizon);

        Assert.Null(rules.Judge(Candles, null, 700, 1, isTraded: false).Trade);
        Assert.Null(rules.Judge(Candles, null, 700, 0, isTraded: true).Trade);
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Judge(Candles.Slice(0, 700 + rules.Bars), null, 700, 1, true));
    }

    [Fact]
    public void A_trade_on_a_coin_that_is_no_longer_traded_is_left_at_the_last_price()
    {
        var rules = new OutcomeRules(new RunOptions { StopSigma = 0 }, Horizon);
        var last = Candles.Slice(0, 703);

        var outcome = rules.Judge(last, null, 700, 1, isTraded: true, hasEnded: true);

        Assert.Null(outcome.Class);
        Assert.Equal((ExitReason.End, last.Close[^1]), (outcome.Trade!.Reason, outcome.Trade.ExitPrice));
        Assert.Equal(new ForecastOutcome(null, null, null), rules.Judge(last, null, 702, 1, isTraded: true, hasEnded: true));
    }

    [Fact]
    public void A_missing_candle_at_the_entry_leaves_the_outcome_unknown()
    {
        var marked = Candles.Marked.ToArray();
        marked[701] = true;
        var candles = new CandleSeries(
            Candles.Coin, Candles.Timeframe, Candles.OpenTimes.ToArray(), Candles.Open.ToArray(), Candles.High.ToArray(),
            Candles.Low.ToArray(), Candles.Close.ToArray(), Candles.Volume.ToArray(), marked);

        Assert.Equal(new ForecastOutcome(null, null, null), new OutcomeRules(new RunOptions(), Horizon).Judge(candles, null, 700, 1, true));
    }

    private static Trade WholeTrade(RunOptions options, int bar, int direction)
    {
        var sides = new sbyte[Candles.Count];
        sides[bar] = (sbyte)direction;
        var levels = options.StopSigma > 0 ? StopLevels.Of(Candles, Horizon, options.StopSigma, options.TargetR) : null;
        var traded = new BacktestOptions { Latency = options.Latency, Exit = ExitPolicy.HoldBars(Horizon), Costs = options.Costs };
        return Assert.Single(Backtester.Run(
            Candles, new(0, Candles.Count), new SignalSeries(sides, null, levels?.Stops, levels?.Targets), null, traded).Trades);
    }
}

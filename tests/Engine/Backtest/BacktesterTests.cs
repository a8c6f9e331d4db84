using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>What must hold between a backtest and its altered copy.</summary>
public class BacktesterTests
{
    private static readonly BacktestOptions Plain = new() { Costs = CostOptions.Zero };

    [Fact]
    public void No_signal_means_no_trade_and_no_change_of_equity()
    {
        var candles = TestMarket.Random(new SeededRandom(1), 500, Timeframe.H1);
        var result = Backtester.Run(candles, candles.All(), new SignalSeries(new sbyte[500]), null, new BacktestOptions());
        Assert.Empty(result.Trades);
        Assert.Empty(result.Ledger.Entries);
        Assert.All(result.Equity, e => Assert.Equal(10_000, e));
        Assert.All(result.Exposure, e => Assert.Equal(0, e));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_ledger_adds_up_to_the_change_of_equity_and_to_the_trades(ulong seed)
    {
        var random = new SeededRandom(seed);
        var candles = TestMarket.Random(random, 5000, Timeframe.M15, marks: true);
        var result = Backtester.Run(candles, candles.All(), TestMarket.Signals(random, 5000), null, new BacktestOptions());
        Assert.True(result.Trades.Count > 300);
        Assert.Equal(result.FinalEquity - result.InitialCapital, result.Ledger.Entries.Sum(e => e.Amount), 1e-9);
        Assert.Equal(result.FinalEquity, result.Equity[^1], 1e-9);
        Assert.Equal(result.Ledger.Sum, Enum.GetValues<LedgerKind>().Sum(result.Ledger.Total), 1e-9);
        foreach (var trade in result.Trades)
            Assert.Equal(trade.NetPnl, result.Ledger.Entries.Where(e => e.Trade == trade.Number).Sum(e => e.Amount), 1e-9);
    }

    [Fact]
    public void Doubling_the_fee_costs_exactly_the_fee_once_more()
    {
        var random = new SeededRandom(5);
        var candles = TestMarket.Random(random, 800, Timeframe.H1);
        var sides = TestMarket.Signals(random, 800).Sides.ToArray();
        var signals = new SignalSeries(sides, [.. sides.Select(_ => 2.0)]);
        var costs = new CostOptions();
        var once = Backtester.Run(candles, candles.All(), signals, null, new BacktestOptions { Costs = costs });
        var twice = Backtester.Run(
            candles, candles.All(), signals, null, new BacktestOptions { Costs = costs with { TakerFeeBps = 10, MakerFeeBps = 4 } });
        Assert.True(once.Trades.Count > 50);
        Assert.Equal(once.FinalEquity - once.Trades.Sum(t => t.Fees), twice.FinalEquity, 1e-8);
    }

    [Fact]
    public void Shifting_everything_by_whole_days_shifts_the_trades_and_nothing_else()
    {
        var shift = 30L * 86_400_000;
        var early = TestMarket.Random(new SeededRandom(9), 600, Timeframe.H1, marks: true);
        var late = TestMarket.Random(new SeededRandom(9), 600, Timeframe.H1, marks: true, start: TestMarket.Start + shift);
        var signals = TestMarket.Signals(new SeededRandom(10), 600);
        var one = Backtester.Run(early, early.All(), signals, null, new BacktestOptions());
        var two = Backtester.Run(late, late.All(), signals, null, new BacktestOptions());
        Assert.True(one.Trades.Count > 50);
        Assert.Equal(one.Trades.Select(t => t with { EntryTime = t.EntryTime + shift, ExitTime = t.ExitTime + shift }), two.Trades);
        Assert.Equal(one.Equity, two.Equity);
    }

    [Fact]
    public void Mirrored_prices_and_sides_earn_the_same_before_costs()
    {
        var random = new SeededRandom(11);
        var candles = TestMarket.Random(random, 600, Timeframe.H1, volatility: 0.003);
        var top = 2 * candles.High.ToArray().Max();
        double[] Flip(ReadOnlySpan<double> prices) => [.. prices.ToArray().Select(p => top - p)];
        var mirror = new CandleSeries(
            "MIRROR", Timeframe.H1, candles.OpenTimes.ToArray(), Flip(candles.Open), Flip(candles.Low), Flip(candles.High),
            Flip(candles.Close), candles.Volume.ToArray());
        var sides = TestMarket.Signals(random, 600).Sides.ToArray();
        double[] one = [.. sides.Select(_ => 1.0)];
        var there = Backtester.Run(candles, candles.All(), new SignalSeries(sides, one), null, Plain);
        var back = Backtester.Run(mirror, mirror.All(), new SignalSeries([.. sides.Select(s => (sbyte)-s)], one), null, Plain);
        Assert.True(there.Trades.Count > 50);
        Assert.Equal(there.Equity.Length, back.Equity.Length);
        for (var i = 0; i < there.Equity.Length; i++)
            Assert.Equal(there.Equity[i], back.Equity[i], 1e-8);
    }

    [Fact]
    public void Later_candles_change_nothing_that_was_booked_before_them()
    {
        var signals = TestMarket.Signals(new SeededRandom(21), 400);
        var whole = TestMarket.Random(new SeededRandom(20), 400, Timeframe.H1);
        var result = Backtester.Run(whole, whole.All(), signals, null, new BacktestOptions());
        var cut = whole.Slice(0, 300);
        var shorter = Backtester.Run(cut, cut.All(), new SignalSeries(
            signals.Sides[..300].ToArray(), null, [.. Enumerable.Range(0, 300).Select(signals.StopAt)],
            [.. Enumerable.Range(0, 300).Select(signals.TargetAt)]), null, new BacktestOptions());
        var same = result.Trades.Where(t => t.ExitBar < 299).ToList();
        Assert.True(same.Count > 20);
        Assert.Equal(same, shorter.Trades.Take(same.Count));
        Assert.Equal(result.Equity[..299], shorter.Equity[..299]);
    }

    [Fact]
    public void Coverage_of_a_hold_is_the_horizon_and_the_exit_is_the_label_price()
    {
        var candles = TestMarket.Random(new SeededRandom(3), 100, Timeframe.H1);
        var sides = new sbyte[100];
        sides[10] = 1;
        var trade = Assert.Single(Backtester.Run(
            candles, candles.All(), new SignalSeries(sides), null,
            new BacktestOptions { Latency = 2, Exit = ExitPolicy.HoldBars(4) }).Trades);
        Assert.Equal((13, 17, 4), (trade.EntryBar, trade.ExitBar, trade.BarsHeld));
        Assert.Equal((candles.Open[13], candles.Open[17]), (trade.EntryPrice, trade.ExitPrice));
        Assert.Equal(ExitReason.Horizon, trade.Reason);
    }

    [Fact]
    public void A_short_that_loses_more_than_everything_is_closed_and_ends_the_run()
    {
        var candles = TestMarket.Candles(
            Timeframe.H1, TestMarket.Start, null, (100, 100, 100, 100), (100, 100, 100, 100), (100, 250, 100, 250), (250, 250, 90, 90),
            (90, 90, 90, 90));
        var result = Backtester.Run(candles, candles.All(), new SignalSeries([-1, -1, -1, -1, -1]), null, Plain);
        var trade = Assert.Single(result.Trades);
        Assert.True(result.Bankrupt);
        Assert.Equal((ExitReason.Bankrupt, 2, 250.0), (trade.Reason, trade.ExitBar, trade.ExitPrice));
        Assert.Equal([10_000, 10_000, -5_000, -5_000, -5_000], result.Equity);
    }

    [Fact]
    public void Wrong_lengths_and_ranges_are_refused()
    {
        var candles = TestMarket.Random(new SeededRandom(1), 10, Timeframe.H1);
        Assert.Throws<ArgumentException>(() => Backtester.Run(candles, candles.All(), new SignalSeries(new sbyte[9]), null, Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Backtester.Run(candles, new BarRange(0, 11), new SignalSeries(new sbyte[10]), null, Plain));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backtester(candles, null, Plain with { Latency = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backtester(candles, null, Plain with { InitialCapital = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Backtester(candles, null, Plain with { Costs = new CostOptions { TakerFeeBps = -1 } }));
        Assert.Throws<ArgumentException>(() => new SignalSeries([0, 2]));
        Assert.Throws<ArgumentException>(() => new SignalSeries([0, 1], stops: [0.1, -0.1]));
        var empty = Backtester.Run(candles, new BarRange(5, 5), new SignalSeries(new sbyte[10]), null, Plain);
        Assert.Empty(empty.Equity);
        Assert.Equal(10_000, empty.FinalEquity);
    }
}

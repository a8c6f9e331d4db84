using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>
/// Resting entries worked out by hand, one rule each. Every bar is open, high, low, close; quantity 1, no costs unless said.
/// </summary>
public class MakerEntryTests
{
    private static readonly (double, double, double, double)[] Bars =
        [(100, 102, 98, 101), (101, 104, 99, 103), (103, 106, 102, 105), (105, 107, 100.9, 101), (101, 103, 97, 98), (98, 103, 97, 102)];

    // signals at closes 0…5 | hold (0 follows) | latency | wait | through, bp | stop | target | marked bar | expected trades | missed
    [Theory]
    [InlineData("100000", 3, 0, 1, 100, 0, 0, -1, "L 1@101 4@101 Horizon", 0)] // low 99 is more than 1 % below 101
    [InlineData("100000", 3, 0, 1, 200, 0, 0, -1, "", 1)] // 99 is less than 2 % below 101
    [InlineData("-00000", 3, 0, 1, 0, 0, 0, -1, "S 1@101 4@101 Horizon", 0)] // high 104 passes 101
    [InlineData("010000", 3, 0, 1, 0, 0, 0, -1, "L 2@103 5@98 Horizon", 0)]
    [InlineData("001000", 3, 0, 1, 0, 0, 0, -1, "L 3@105 5@102 End", 0)]
    [InlineData("0000-0", 2, 0, 1, 0, 0, 0, -1, "S 5@98 5@102 End", 0)]
    [InlineData("010000", 4, 0, 2, 120, 0, 0, -1, "L 3@103 5@102 End", 0)] // missed at bar 2 (102), filled at bar 3 (100.9)
    [InlineData("010000", 2, 0, 2, 120, 0, 0, -1, "L 3@103 4@101 Horizon", 0)] // the hold counts from bar 2 all the same
    [InlineData("010000", 1, 0, 9, 120, 0, 0, -1, "", 1)] // it waits no longer than it would be held
    [InlineData("01-000", 4, 0, 3, 120, 0, 0, -1, "S 3@105 5@102 End", 1)] // the other side withdraws it
    [InlineData("010000", 0, 0, 2, 120, 0, 0, -1, "", 1)] // following: the end of the signal withdraws it
    [InlineData("011000", 0, 0, 2, 120, 0, 0, -1, "L 3@103 4@101 Signal", 0)]
    [InlineData("111000", 0, 0, 1, 230, 0, 0, -1, "L 3@105 4@101 Signal", 2)] // a new order at each close
    [InlineData("010000", 4, 0, 2, 0, 0, 0, 2, "", 0)] // due on a marked bar: dropped like any entry
    [InlineData("100000", 4, 0, 3, 200, 0, 0, 3, "", 1)] // nothing is filled on a marked bar
    [InlineData("100000", 3, 0, 1, 0, 0.015, 0, -1, "L 1@101 1@99.485 Stop", 0)] // the low came after the fill
    [InlineData("100000", 4, 0, 1, 0, 0, 0.02, -1, "L 1@101 2@103.02 Target", 0)] // 104 in the bar of the fill may have come before it
    [InlineData("100000", 4, 1, 1, 0, 0, 0, -1, "", 1)] // one bar later the low is 102, above the order at 101
    public void The_rules_one_by_one(
        string signals, int hold, int latency, int wait, double through, double stop, double target, int marked, string expected,
        int missed)
    {
        bool[] marks = [.. Enumerable.Range(0, Bars.Length).Select(i => i == marked)];
        var candles = TestMarket.Candles(Timeframe.M15, TestMarket.Start + 900_000, marks, Bars);
        sbyte[] sides = [.. signals.Select(w => (sbyte)(w == '1' ? 1 : w == '-' ? -1 : 0))];
        double[] Column(double value) => [.. sides.Select(_ => value > 0 ? value : double.NaN)];

        var result = Backtester.Run(
            candles, candles.All(), new SignalSeries(sides, Column(1), Column(stop), Column(target)), null,
            new BacktestOptions
            {
                Latency = latency,
                Exit = hold == 0 ? ExitPolicy.FollowSignal : ExitPolicy.HoldBars(hold),
                Entry = EntryPolicy.Maker(wait, through),
                Costs = CostOptions.Zero,
            });

        Assert.Equal(expected, string.Join("; ", result.Trades.Select(Describe)));
        Assert.Equal(missed, result.MissedEntries);
        Assert.All(result.Trades, trade => Assert.NotEqual(0, result.Exposure[trade.EntryBar]));
    }

    [Fact]
    public void The_entry_pays_the_maker_fee_alone_and_the_exit_pays_as_ever()
    {
        var candles = TestMarket.Candles(Timeframe.M15, TestMarket.Start + 900_000, null, Bars);
        var result = Backtester.Run(
            candles, candles.All(), new SignalSeries([1, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]), null,
            new BacktestOptions { Exit = ExitPolicy.HoldBars(2), Entry = EntryPolicy.Maker(1, 1), Costs = new() { HasFunding = false } });

        var trade = Assert.Single(result.Trades);
        Assert.Equal(101 * 2e-4 + 105 * 5e-4, trade.Fees, 1e-12);
        Assert.Equal((105 * 1e-4, 105 * 1e-4), (trade.Spread, trade.Slippage));
        Assert.Equal(0, trade.SignalBar);
        Assert.Equal(candles.OpenTimes[2], trade.EntryTime); // somewhere within bar 1: its end
    }

    [Fact]
    public void A_wait_or_distance_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EntryPolicy.Maker(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EntryPolicy.Maker(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EntryPolicy.Maker(1, double.NaN));
        Assert.False(new BacktestOptions().Entry.IsMaker);
    }

    private static string Describe(Trade trade) => FormattableString.Invariant(
        $"{(trade.Side > 0 ? "L" : "S")} {trade.EntryBar}@{trade.EntryPrice:0.###} {trade.ExitBar}@{trade.ExitPrice:0.###} {trade.Reason}");
}

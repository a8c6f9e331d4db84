using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Backtest;

/// <summary>Cases worked out by hand, one rule each. Every bar is open, high, low, close; quantity 1, no costs unless said.</summary>
public class BacktesterExamplesTests
{
    private static readonly (double, double, double, double)[] Bars =
        [(100, 102, 98, 101), (101, 104, 99, 103), (103, 106, 101, 105), (105, 107, 95, 96), (96, 99, 90, 98), (98, 103, 97, 102)];

    // signals at closes 0…5 | hold (0 follows) | latency | stop | target | marked bar | expected: side entry@price exit@price reason
    [Theory]
    [InlineData("100000", 0, 0, 0, 0, -1, "L 1@101 2@103 Signal")] // filled at the next open, left when the signal ends
    [InlineData("100000", 0, 1, 0, 0, -1, "L 2@103 3@105 Signal")] // one bar later
    [InlineData("110000", 0, 0, 0, 0, -1, "L 1@101 3@105 Signal")]
    [InlineData("1-0000", 0, 0, 0, 0, -1, "L 1@101 2@103 Reverse; S 2@103 3@105 Signal")]
    [InlineData("000011", 0, 0, 0, 0, -1, "L 5@98 5@102 End")] // the last signal has no bar left to fill it
    [InlineData("100000", 3, 0, 0, 0, -1, "L 1@101 4@96 Horizon")] // a signal of 0 does not end a hold
    // signalled at 1: ignored; at 2: due at the exit's open
    [InlineData("111000", 2, 0, 0, 0, -1, "L 1@101 3@105 Horizon; L 3@105 5@98 Horizon")]
    [InlineData("10-000", 4, 0, 0, 0, -1, "L 1@101 3@105 Reverse; S 3@105 5@102 End")] // the other side closes and turns
    [InlineData("100000", 9, 0, 0.02, 0, -1, "L 1@101 3@98.98 Stop")] // low 95 <= 98.98, at the stop's price
    [InlineData("100000", 9, 0, 0.0198019801980198, 0, -1, "L 1@101 1@99 Stop")] // a low right at the stop touches it, on the entry bar
    [InlineData("100000", 9, 0, 0, 0.04, -1, "L 1@101 2@105.04 Target")]
    [InlineData("-00000", 9, 0, 0.02, 0.03, -1, "S 1@101 1@103.02 Stop")]
    [InlineData("100000", 9, 0, 0.015, 0.02, -1, "L 1@101 1@99.485 Stop")] // both in one bar: the stop first
    [InlineData("010000", 9, 0, 0.05, 0, 3, "L 2@103 4@96 Stop")] // bar 3 is marked and touches nothing; bar 4 gaps through 97.85
    [InlineData("000-00", 9, 0, 0.02, 0, -1, "S 4@96 4@97.92 Stop")]
    [InlineData("100000", 0, 0, 0, 0, 1, "")] // the entry fell on a marked bar: dropped
    [InlineData("110000", 0, 0, 0, 0, 1, "L 2@103 3@105 Signal")] // the next bar's signal is its own order
    [InlineData("100000", 0, 0, 0, 0, 2, "L 1@101 3@105 Signal")] // the exit fell on a marked bar: waits
    [InlineData("101000", 0, 0, 0, 0, 2, "L 1@101 3@105 Signal; L 3@105 4@96 Signal")] // it stays due though the signal is back
    [InlineData("1-0000", 9, 0, 0, 0, 2, "L 1@101 3@105 Reverse")] // the exit waits, the entry does not
    [InlineData("100000", 1, 0, 0, 0, 2, "L 1@101 3@105 Horizon")]
    [InlineData("111111", 9, 0, 0, 0, 5, "L 1@101 4@98 End")] // ends with the last unmarked bar
    [InlineData("111110", 0, 0, 0.02, 0, -1, "L 1@101 3@98.98 Stop")] // following: the signal is spent until it changes
    [InlineData("111011", 0, 0, 0.02, 0, -1, "L 1@101 3@98.98 Stop; L 5@98 5@96.04 Stop")]
    // holding: each signal is its own
    [InlineData("111110", 9, 0, 0.02, 0, -1, "L 1@101 3@98.98 Stop; L 4@96 4@94.08 Stop; L 5@98 5@102 End")]
    public void The_rules_one_by_one(string signals, int hold, int latency, double stop, double target, int marked, string expected)
    {
        bool[] marks = [.. Enumerable.Range(0, Bars.Length).Select(i => i == marked)];
        var candles = TestMarket.Candles(Timeframe.M15, TestMarket.Start + 900_000, marks, Bars);
        sbyte[] sides = [.. signals.Select(w => (sbyte)(w == '1' ? 1 : w == '-' ? -1 : 0))];
        double[] Column(double value) => [.. sides.Select(_ => value > 0 ? value : double.NaN)];
        if (expected.Contains("5@96.04 Stop", StringComparison.Ordinal))
            candles = TestMarket.Candles(Timeframe.M15, TestMarket.Start + 900_000, marks, [.. Bars[..5], (98, 103, 96, 102)]);
        var options = new BacktestOptions
        {
            Latency = latency,
            Exit = hold == 0 ? ExitPolicy.FollowSignal : ExitPolicy.HoldBars(hold),
            Costs = CostOptions.Zero,
        };
        var result = Backtester.Run(
            candles, candles.All(), new SignalSeries(sides, Column(1), Column(stop), Column(target)), null, options);
        Assert.Equal(expected, string.Join("; ", result.Trades.Select(Describe)));
        Assert.Equal(result.Trades.Sum(t => t.Side * (t.ExitPrice - t.EntryPrice)), result.FinalEquity - 10_000, 1e-9);
    }

    [Fact]
    public void Fees_spread_and_slippage_of_one_round_trip()
    {
        var trade = One(new CostOptions { ImpactY = 0, HasFunding = false }, null, targets: null);
        Assert.Equal((101 + 105) * 5e-4, trade.Fees, 1e-12);
        Assert.Equal((101 + 105) * 1e-4, trade.Spread, 1e-12);
        Assert.Equal((101 + 105) * 1e-4, trade.Slippage, 1e-12);
        Assert.Equal(4 - 206 * 7e-4, trade.NetPnl, 1e-12);
        Assert.Equal(14, new CostOptions().RoundTripBps);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 5)]
    public void A_target_left_as_a_resting_order_pays_the_maker_fee_and_nothing_else(bool maker, double feeBps)
    {
        var trade = One(
            new CostOptions { ImpactY = 0, HasFunding = false, MakerTargets = maker }, null, targets: [0.02, 0.02, 0.02, 0.02, 0.02, 0.02]);
        Assert.Equal((ExitReason.Target, 103.02), (trade.Reason, Math.Round(trade.ExitPrice, 9)));
        Assert.Equal(101 * 5e-4 + 103.02 * feeBps / 1e4, trade.Fees, 1e-12);
        Assert.Equal((maker ? 101 : 204.02) * 1e-4, trade.Spread, 1e-12);
    }

    [Fact]
    public void Funding_is_paid_by_the_position_carried_into_its_time_and_by_that_held_through_it()
    {
        // Bars of 4 hours from 00:00, in position from bar 1 (04:00) to the open of bar 3 (12:00).
        var hour = 3_600_000L;
        var funding = new FundingSeries(
            "TESTUSDT",
            [
                TestMarket.Start, TestMarket.Start + 4 * hour, TestMarket.Start + 5 * hour, TestMarket.Start + 8 * hour,
                TestMarket.Start + 12 * hour, TestMarket.Start + 16 * hour,
            ],
            [0.1, 0.1, 0.001, 0.002, 0.004, 0.1]);
        var trade = One(CostOptions.Zero, funding, targets: null, Timeframe.H4);
        // At 04:00 it was not open yet; 05:00 on bar 1's open, 08:00 on bar 2's, 12:00 on bar 3's: carried into it.
        Assert.Equal(-(101 * 0.001 + 103 * 0.002 + 105 * 0.004), trade.Funding, 1e-12);
    }

    [Fact]
    public void Shorts_receive_what_longs_pay()
    {
        var funding = new FundingSeries("TESTUSDT", [TestMarket.Start, TestMarket.Start + 28_800_000], [0.001, 0.001]);
        Assert.Equal(0.103, One(CostOptions.Zero, funding, null, Timeframe.H4, side: -1).Funding, 1e-12);
        Assert.Equal(-0.103, One(CostOptions.Zero, funding, null, Timeframe.H4, side: 1).Funding, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Eight_hours_without_a_rate_cost_either_side_one_basis_point_and_are_counted(int side)
    {
        var candles = TestMarket.Candles(Timeframe.H4, TestMarket.Start, null, Bars);
        sbyte[] sides = [(sbyte)side, (sbyte)side, (sbyte)side, (sbyte)side, (sbyte)side, (sbyte)side];
        var funding = new FundingSeries("TESTUSDT", [TestMarket.Start + 28_800_000], [0.0005]); // 08:00 known, 16:00 not
        var options = new BacktestOptions { Costs = CostOptions.Zero with { MissingFundingBps = 1 } };
        var result = Backtester.Run(candles, candles.All(), new SignalSeries(sides, [1, 1, 1, 1, 1, 1]), funding, options);
        Assert.Equal(-side * 103 * 0.0005 - 96 * 1e-4, Assert.Single(result.Trades).Funding, 1e-12);
        Assert.Equal((2, 1, 0.5), (result.FundingEvents, result.FundingMissing, result.FundingMissingShare));
        Assert.Equal(-96e-4, result.Ledger.Total(LedgerKind.MissingFunding), 1e-12);
    }

    [Fact]
    public void Impact_follows_the_square_root_of_the_order_over_a_day_of_volume()
    {
        // Alternating returns of exactly ±1 % on daily bars: the standard deviation over the last 20 days is 1 % · √(20/19).
        double[] close = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 100.0 : 100 * Math.Exp(0.01))];
        var candles = TestMarket.Candles(Timeframe.D1, TestMarket.Start, null, [.. close.Select(c => (100.0, 102.0, 99.0, c))]);
        var sides = new sbyte[60];
        sides[40] = 1;
        double Impact(double quantity) => Assert.Single(Backtester.Run(
            candles, candles.All(), new SignalSeries(sides, [.. sides.Select(_ => quantity)]), null,
            new BacktestOptions { Costs = CostOptions.Zero with { ImpactY = 1 } }).Trades).Impact;
        var volume = 1000 * (100 + 100 * Math.Exp(0.01)) / 2;
        var leg = 2.0 / 3 * 0.01 * Math.Sqrt(20.0 / 19) * Math.Sqrt(100 / volume) * 100;
        Assert.Equal(2 * leg, Impact(1), 1e-9);
        Assert.Equal(8 * Impact(1), Impact(4), 1e-9); // four times the size, twice the price moved
    }

    [Fact]
    public void Risk_is_the_distance_to_the_stop_and_without_one_the_volatility_over_the_hold()
    {
        Assert.Equal(101 * 0.04, One(CostOptions.Zero, null, null, stops: [0.04, 0.04, 0.04, 0.04, 0.04, 0.04]).InitialRisk, 1e-12);
        double[] close = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 100.0 : 100 * Math.Exp(0.01))];
        var candles = TestMarket.Candles(Timeframe.D1, TestMarket.Start, null, [.. close.Select(c => (100.0, 102.0, 99.0, c))]);
        var sides = new sbyte[60];
        sides[40] = 1;
        var trade = Assert.Single(Backtester.Run(
            candles, candles.All(), new SignalSeries(sides), null,
            new BacktestOptions { Exit = ExitPolicy.HoldBars(4), Costs = CostOptions.Zero }).Trades);
        Assert.Equal(10_000 * 0.01 * Math.Sqrt(20.0 / 19) * 2, trade.InitialRisk, 1e-6);
        Assert.Equal(trade.NetPnl / trade.InitialRisk, trade.RMultiple);
    }

    [Fact]
    public void Participation_caps_the_entry_and_drops_it_where_nothing_is_traded()
    {
        double Quantity(double volume)
        {
            var bars = TestMarket.Candles(Timeframe.M15, TestMarket.Start, null, [.. Enumerable.Repeat((100.0, 100.0, 100.0, 100.0), 10)]);
            var candles = new CandleSeries(
                "T", Timeframe.M15, bars.OpenTimes.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(),
                bars.Close.ToArray(), [.. Enumerable.Repeat(volume, 10)]);
            var sides = new sbyte[10];
            sides[6] = 1;
            return Backtester.Run(
                candles, candles.All(), new SignalSeries(sides), null,
                new BacktestOptions { Costs = CostOptions.Zero, MaxParticipation = 0.1 }).Trades.Sum(t => t.Quantity);
        }
        Assert.Equal(5, Quantity(50), 1e-12);
        Assert.Equal(100, Quantity(5000), 1e-12); // 10,000 of equity at 100
        Assert.Equal(0, Quantity(0));
    }

    private static Trade One(
        CostOptions costs, FundingSeries? funding, double[]? targets, Timeframe? timeframe = null, int side = 1, double[]? stops = null)
    {
        var candles = TestMarket.Candles(timeframe ?? Timeframe.M15, TestMarket.Start, null, Bars);
        sbyte[] sides = [(sbyte)side, (sbyte)side, 0, 0, 0, 0];
        return Assert.Single(Backtester.Run(
            candles, candles.All(), new SignalSeries(sides, [1, 1, 1, 1, 1, 1], stops, targets), funding,
            new BacktestOptions { Costs = costs }).Trades);
    }

    private static string Describe(Trade t) => FormattableString.Invariant(
        $"{(t.Side > 0 ? 'L' : 'S')} {t.EntryBar}@{t.EntryPrice} {t.ExitBar}@{Math.Round(t.ExitPrice, 6)} {t.Reason}");
}

using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Champions;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Champions;

public class ShadowEvidenceTests
{
    public static TheoryData<int, int> Plans => new() { { 60, 4 }, { 60, 30 }, { 240, 4 }, { 1440, 1 }, { 1440, 5 }, { 15, 96 } };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Day_by_day_through_storage_is_the_same_as_at_once(int minutes, int outcomeBars)
    {
        var plan = new ShadowPlan(new Timeframe(minutes), outcomeBars);
        var bars = WithRegimes(new ShadowMarket(plan, 90) { SharpeGain = 3 }.Draw(4));
        var stored = HuracanJson.Serialize(ShadowEvidence.Start(plan));
        foreach (var day in bars.Days(plan, 0))
            stored = HuracanJson.Serialize(HuracanJson.Deserialize<ShadowEvidence>(stored, "evidence").Add(day));
        var atOnce = ShadowEvidence.Of(plan, bars, 0);
        Assert.Equal(HuracanJson.Serialize(atOnce), stored);
        Assert.Equal(90, atOnce.Days);
        Assert.Equal(2, atOnce.Regimes.Count);
        Assert.Equal(
            HuracanJson.Serialize(ShadowTest.Judge(atOnce)),
            HuracanJson.Serialize(ShadowTest.Judge(plan, bars, new PromotionOptions { Draws = 99 })[0] with { FixedHorizon = null }));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Only_forecasts_made_and_known_within_a_block_of_days_count(int minutes, int outcomeBars)
    {
        var plan = new ShadowPlan(new Timeframe(minutes), outcomeBars);
        var block = plan.BlockDays * plan.BarsPerDay;
        Assert.InRange((double)(block - outcomeBars) / block, 0.75, 1);
        var days = plan.BlockDays * 24 + plan.BlockDays / 2;
        var bars = new ShadowMarket(plan, days).Draw(9);
        var expected = BettingProcess.Start;
        for (var from = 0; from + block <= days * plan.BarsPerDay; from += block)
        {
            var sum = 0.0;
            for (var t = from; t + outcomeBars < from + block; t++)
                sum += bars.Champion.Losses[t] - bars.Challengers[0].Losses[t];
            expected = expected.Add(sum / (block - outcomeBars));
        }
        var evidence = ShadowEvidence.Of(plan, bars, 0);
        Assert.Equal(expected.Levels.Better, evidence.Forecasts.Levels.Better, 1e-9);
        Assert.Equal(expected.Levels.HighestWorse, evidence.Forecasts.Levels.HighestWorse, 1e-9);
        var open = days % plan.BlockDays != 0;
        Assert.Equal((evidence.Profit.Levels.Better + (open ? 0.05 : 1) * evidence.Forecasts.Levels.Better) / 2, evidence.Value, 1e-12);
    }

    [Fact]
    public void Leverage_is_no_evidence()
    {
        var plan = new ShadowPlan(Timeframe.H4, 4);
        var bars = new ShadowMarket(plan, 200).Draw(2);
        var levered = bars with
        {
            Challengers = [bars.Challengers[0] with { NetReturns = [.. bars.Challengers[0].NetReturns.Select(r => 3 * r)] }],
        };
        Assert.Equal(
            ShadowEvidence.Of(plan, bars, 0).Profit.Levels.Better, ShadowEvidence.Of(plan, levered, 0).Profit.Levels.Better, 1e-9);
    }

    [Fact]
    public void The_champion_and_the_challenger_change_places_exactly()
    {
        var plan = new ShadowPlan(Timeframe.H1, 4);
        var bars = new ShadowMarket(plan, 150).Draw(3);
        var there = ShadowEvidence.Of(plan, bars, 0);
        var back = ShadowEvidence.Of(plan, new ShadowBars(bars.Challengers[0], [bars.Champion]), 0);
        Assert.Equal(there.Profit.Levels.Better, back.Profit.Levels.Worse, 1e-9);
        Assert.Equal(there.Forecasts.Levels.HighestWorse, back.Forecasts.Levels.HighestBetter, 1e-9);
    }

    [Fact]
    public void A_gap_in_the_forecasts_counts_as_no_difference()
    {
        var plan = new ShadowPlan(Timeframe.H1, 4);
        var bars = new ShadowMarket(plan, 60).Draw(3);
        ShadowSeries Changed(ShadowSeries series, Func<double, int, double> change) =>
            series with { Losses = [.. series.Losses.Select((loss, t) => t % 7 == 0 ? change(loss, t) : loss)] };
        var gaps = new ShadowBars(Changed(bars.Champion, (_, _) => double.NaN), [Changed(bars.Challengers[0], (_, _) => double.NaN)]);
        var equal = new ShadowBars(Changed(bars.Champion, (_, _) => 1), [Changed(bars.Challengers[0], (_, _) => 1)]);
        Assert.Equal(ShadowEvidence.Of(plan, equal, 0).Forecasts.Better, ShadowEvidence.Of(plan, gaps, 0).Forecasts.Better);
    }

    [Fact]
    public void The_running_moments_and_drawdown_are_those_of_all_returns()
    {
        var plan = new ShadowPlan(Timeframe.H1, 4);
        var bars = new ShadowMarket(plan, 100).Draw(5);
        var tally = ShadowEvidence.Of(plan, bars, 0).Challenger;
        double[] returns = [.. bars.Challengers[0].NetReturns];
        var (expected, actual) = (SharpeStatistics.Of(returns), tally.Statistics);
        Assert.Equal(expected.Bars, actual.Bars);
        Assert.Equal(expected.Ratio, actual.Ratio, 1e-10);
        Assert.Equal(expected.Skewness, actual.Skewness, 1e-7);
        Assert.Equal(expected.Kurtosis, actual.Kurtosis, 1e-6);
        var (equity, peak, deepest) = (1.0, 1.0, 0.0);
        foreach (var r in returns)
        {
            equity *= 1 + r;
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, 1 - equity / peak);
        }
        Assert.Equal(deepest, tally.Drawdown, 1e-12);
        Assert.Equal(100, tally.Trades);
        Assert.True(double.IsNaN(ReturnTally.Start.Add([0.01, 0.01, 0.01], 0).Statistics.Ratio));
        Assert.True(double.IsNaN(ReturnTally.Start.Statistics.Ratio));
    }

    [Fact]
    public void A_day_of_another_shape_is_refused()
    {
        var evidence = ShadowEvidence.Start(new ShadowPlan(Timeframe.H4, 4));
        var side = new ShadowDaySide(new double[6], new double[6], 0);
        Assert.Equal(1, evidence.Add(new ShadowDay(side, side)).Days);
        void Refused(string part, ShadowDay day) =>
            Assert.Contains(part, Assert.Throws<InputRefusedException>(() => evidence.Add(day)).Message, StringComparison.Ordinal);
        Refused("Day 1", new ShadowDay(side, side with { NetReturns = new double[5] }));
        Refused("5 losses", new ShadowDay(side with { KnownLosses = new double[5] }, side));
        Refused("net return of the champion", new ShadowDay(side with { NetReturns = [0, 0, 0, 0, 0, double.NaN] }, side));
        Refused("loss of the challenger", new ShadowDay(side, side with { KnownLosses = [0, 0, 0, 0, 0, -1] }));
        Refused("at bar 5", new ShadowDay(side, side with { KnownLosses = [0, 0, 0, 0, 0, double.NaN] }));
        Refused("-1 trades", new ShadowDay(side, side with { Trades = -1 }));
        Refused("2 regimes", new ShadowDay(side, side) { Regimes = ["a", "b"] });
    }

    [Fact]
    public void A_plan_out_of_range_is_refused()
    {
        var plan = new ShadowPlan(Timeframe.H1, 4);
        foreach (var wrong in new[]
        {
            plan with { Timeframe = new Timeframe(7) }, plan with { OutcomeBars = 0 }, plan with { Challengers = 0 },
        })
            Assert.Throws<InputRefusedException>(() => ShadowEvidence.Start(wrong));
    }

    private static ShadowBars WithRegimes(ShadowBars bars) => bars with
    {
        Regimes = [.. Enumerable.Range(0, bars.Count).Select(t => t % 5 == 0 ? null : t / 60 % 2 == 0 ? "calm" : "wild")],
    };
}

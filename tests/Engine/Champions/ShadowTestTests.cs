using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Json;
using Huracan.Engine.Champions;

namespace Huracan.Tests.Engine.Champions;

public class ShadowTestTests
{
    private static readonly ShadowPlan Plan = new(Timeframe.D1, 1);
    private static readonly PromotionOptions Options = new() { Draws = 99 };

    [Theory]
    // evidence of profit and of forecasts, then what is against it
    [InlineData(50, 1, "", PromotionVerdict.Promote, "every guard holds")]
    [InlineData(1, 50, "", PromotionVerdict.Promote, "every guard holds")]
    [InlineData(20, 20, "", PromotionVerdict.Promote, "every guard holds")]
    [InlineData(20, 19.9, "", PromotionVerdict.Wait, "the evidence is 19.95, and 20 is asked")]
    [InlineData(50, 1, "two challengers", PromotionVerdict.Wait, "40 is asked")]
    [InlineData(50, 1, "two before", PromotionVerdict.Wait, "120 is asked")]
    [InlineData(50, 1, "few trades", PromotionVerdict.Wait, "99 trades are fewer than 100")]
    [InlineData(50, 1, "no profit", PromotionVerdict.Wait, "its Sharpe ratio is not above 0")]
    [InlineData(50, 1, "short", PromotionVerdict.Wait, "fewer than the minimum track record")]
    [InlineData(50, 1, "drawdown", PromotionVerdict.Wait, "its drawdown of")]
    [InlineData(50, 1, "drawdown against cash", PromotionVerdict.Keep, "is more than 0.5 %")]
    [InlineData(1, 50, "worse profit", PromotionVerdict.Keep, "its profit is significantly worse")]
    [InlineData(50, 1, "worse forecasts", PromotionVerdict.Keep, "its forecasts are significantly worse")]
    [InlineData(50, 1, "worse in a regime", PromotionVerdict.Keep, "in wild its profit is significantly worse")]
    [InlineData(50, 1, "a little worse in a regime", PromotionVerdict.Promote, "every guard holds")]
    [InlineData(1, 1, "worse profit", PromotionVerdict.Keep, "its profit is significantly worse")]
    public void The_verdict_follows_the_table(double profit, double forecasts, string against, PromotionVerdict verdict, string reason)
    {
        var evidence = Evidence(profit, forecasts);
        var options = Options;
        switch (against)
        {
            case "two challengers": evidence = evidence with { Plan = Plan with { Challengers = 2 } }; break;
            case "two before": evidence = evidence with { Plan = Plan with { Earlier = 2 } }; break;
            case "few trades": evidence = evidence with { Challenger = evidence.Challenger with { Trades = 99 } }; break;
            case "no profit": evidence = evidence with { Challenger = Tally(-0.001, 400, 300) }; break;
            case "short": evidence = evidence with { Challenger = Tally(0.002, 60, 300) }; break;
            case "drawdown":
                evidence = evidence with { Champion = evidence.Champion with { Drawdown = evidence.Challenger.Drawdown / 1.11 } };
                break;
            case "drawdown against cash":
                evidence = evidence with { Plan = Plan with { ChampionIsCash = true } };
                options = options with { CashDrawdown = 0.005 };
                break;
            case "worse profit": evidence = evidence with { Profit = evidence.Profit with { HighestWorse = 20 } }; break;
            case "worse forecasts": evidence = evidence with { Forecasts = evidence.Forecasts with { HighestWorse = 20 } }; break;
            case "worse in a regime": evidence = evidence with { Regimes = Regimes(40) }; break;
            case "a little worse in a regime": evidence = evidence with { Regimes = Regimes(39) }; break;
        }
        var report = ShadowTest.Judge(evidence, options);
        Assert.True(report.Verdict == verdict, report.Reason);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Equal(verdict == PromotionVerdict.Keep, report.Guards.Any(guard => guard.Final));
    }

    [Fact]
    public void All_challengers_of_a_champion_together_share_twice_the_level()
    {
        double[] corrections = [.. Enumerable.Range(0, 1_000_000).Select(earlier => (Plan with { Earlier = earlier }).Correction)];
        Assert.Equal([1, 3, 6, 10], corrections[..4]);
        Assert.InRange(corrections.Sum(correction => 1 / correction), 1.999, 2);
        Assert.Equal(30, (Plan with { Challengers = 5, Earlier = 2 }).Correction);
        Assert.Contains(
            "Challengers before are -1", Assert.Throws<InputRefusedException>(() => (Plan with { Earlier = -1 }).Check()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_was_there_and_has_gone_promotes_nobody()
    {
        var report = ShadowTest.Judge(Evidence(10, 1) with { Highest = 500 }, Options);
        Assert.Equal(PromotionVerdict.Wait, report.Verdict);
        Assert.Equal(500, report.HighestEvidence);
    }

    [Fact]
    public void Better_is_promoted_worse_is_not_and_the_report_has_the_classic_tests()
    {
        var plan = new ShadowPlan(Timeframe.H4, 4) { Challengers = 2 };
        var drawn = new ShadowMarket(plan, 700) { SharpeGain = 4, SkillGain = 0.01, Correlation = 0.9 }.Draw(1);
        var reports = ShadowTest.Judge(plan, drawn, Options with { Draws = 499 });
        Assert.Equal(2, reports.Count);
        foreach (var report in reports)
        {
            Assert.Equal(PromotionVerdict.Promote, report.Verdict);
            Assert.Equal((700, 4_200, 40.0), (report.Days, report.Bars, report.Threshold));
            Assert.InRange(report.ChallengerSharpe - report.ChampionSharpe, 2, 6);
            Assert.True(report.FixedHorizon is { ForecastSkill.PValue: < 0.01, SharpeDifference.PValue: < 0.01 });
            Assert.InRange(report.FixedHorizon.SuperiorAbility.PValue, 0.002, 0.01);
            Assert.Equal(9, report.FixedHorizon.BlockDays);
        }
        var text = Encoding.UTF8.GetString(HuracanJson.Serialize(reports[0]));
        Assert.Contains("\"verdict\": \"PROMOTE\"", text, StringComparison.Ordinal);
        Assert.Equal(
            HuracanJson.Serialize(reports[0]),
            HuracanJson.Serialize(HuracanJson.Deserialize<PromotionReport>(HuracanJson.Serialize(reports[0]), "report")));

        var back = ShadowTest.Judge(plan, new ShadowBars(drawn.Challengers[0], [drawn.Champion]), Options)[0];
        Assert.Equal(PromotionVerdict.Keep, back.Verdict);
        Assert.True(back.FixedHorizon is { ForecastSkill.PValue: > 0.99, SharpeDifference.PValue: > 0.9 });
    }

    [Fact]
    public void An_identical_challenger_waits()
    {
        var report = ShadowTest.Judge(Plan, new ShadowMarket(Plan, 400) { Correlation = 1 }.Draw(1), Options)[0];
        Assert.Equal((PromotionVerdict.Wait, 1.0, 1.0), (report.Verdict, report.Evidence, report.HighestEvidence));
        Assert.True(double.IsNaN(report.FixedHorizon!.SuperiorAbility.PValue));
    }

    [Fact]
    public void A_good_challenger_replaces_cash()
    {
        int[] outcomes = [.. Enumerable.Range(0, 800).Select(t => t >= 799 ? -1 : t % 2)];
        var cash = ShadowSeries.Cash(outcomes, [0.4, 0.6]);
        Assert.Equal([-Math.Log(0.4), -Math.Log(0.6)], cash.Losses.Take(2));
        Assert.True(double.IsNaN(cash.Losses[^1]));
        var market = new ShadowMarket(Plan with { ChampionIsCash = true }, 800) { ChampionSharpe = 0, SharpeGain = 3 };
        var drawn = market.Draw(6).Challengers[0];
        var challenger = drawn with { Losses = [.. cash.Losses.Select((loss, t) => double.IsNaN(loss) ? loss : 0.9 * loss)] };
        var report = ShadowTest.Judge(Plan with { ChampionIsCash = true }, new ShadowBars(cash, [challenger]), Options)[0];
        Assert.True(report.Verdict == PromotionVerdict.Promote, report.Reason);
        Assert.True(double.IsNaN(report.ChampionSharpe));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShadowSeries.Cash(outcomes, [0, 1]));
    }

    [Fact]
    public void Series_that_do_not_belong_together_are_refused()
    {
        var good = new ShadowMarket(Plan, 30).Draw(1);
        var other = good.Challengers[0];
        double[] With(IReadOnlyList<double> values, double value) => [.. values.Select((old, t) => t == 3 ? value : old)];
        void Refused(string part, ShadowBars bars) =>
            Assert.Contains(
                part, Assert.Throws<InputRefusedException>(() => ShadowTest.Judge(Plan, bars, Options)).Message, StringComparison.Ordinal);
        Refused("no challenger", good with { Challengers = [] });
        Refused("29 net returns", good with { Challengers = [other with { NetReturns = [.. other.NetReturns.Skip(1)] }] });
        Refused("29 losses", good with { Challengers = [other with { Losses = [.. other.Losses.Skip(1)] }] });
        Refused("29 counts", good with { Challengers = [other with { ClosedTrades = [.. other.ClosedTrades.Skip(1)] }] });
        Refused("Bar 3 of the challenger 1", good with { Challengers = [other with { NetReturns = With(other.NetReturns, double.NaN) }] });
        Refused("net return is -2", good with { Challengers = [other with { NetReturns = With(other.NetReturns, -2) }] });
        Refused("loss is -1", good with { Challengers = [other with { Losses = With(other.Losses, -1) }] });
        Refused("known of one", good with { Challengers = [other with { Losses = With(other.Losses, double.NaN) }] });
        Refused("count of trades", good with { Challengers = [other with { ClosedTrades = [.. other.ClosedTrades.Select(_ => -1)] }] });
        Refused("29 regimes", good with { Regimes = new string[29] });
        Refused("must count all", good with { Challengers = [other, other] });
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        void Refused(string key, PromotionOptions options) => Assert.Contains(
            $"'promotion.{key}'", Assert.Throws<InputRefusedException>(() => ShadowTest.Judge(Evidence(1, 1), options)).Message,
            StringComparison.Ordinal);
        Refused("alpha", new PromotionOptions { Alpha = 0 });
        Refused("least_trades", new PromotionOptions { LeastTrades = -1 });
        Refused("drawdown_ratio", new PromotionOptions { DrawdownRatio = 0 });
        Refused("cash_drawdown", new PromotionOptions { CashDrawdown = 2 });
        Refused("draws", new PromotionOptions { Draws = 1 });
        Refused("block_days", new PromotionOptions { BlockDays = 0 });
    }

    private static ShadowEvidence Evidence(double profit, double forecasts) => new()
    {
        Plan = Plan,
        Days = 400,
        Profit = Bets(profit, 1),
        Forecasts = Bets(forecasts, 1),
        Champion = Tally(0.002, 400, 300),
        Challenger = Tally(0.002, 400, 300),
    };

    private static Dictionary<string, BettingProcess> Regimes(double wild) => new() { ["calm"] = Bets(1, 5), ["wild"] = Bets(1, wild) };

    private static BettingProcess Bets(double better, double worse) =>
        BettingProcess.Start with { Better = [better, better], Worse = [worse, worse], HighestBetter = better, HighestWorse = worse };

    // A mean over a deviation of 0.01.
    private static ReturnTally Tally(double mean, int bars, int trades) => ReturnTally.Start.Add(
        [.. Enumerable.Range(0, bars).Select(t => mean + (t % 2 == 0 ? 0.01 : -0.01))], trades);
}

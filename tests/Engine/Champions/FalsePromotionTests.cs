using Huracan.Contracts;
using Huracan.Engine.Champions;

namespace Huracan.Tests.Engine.Champions;

/// <summary>The small twin of <c>bench promotion</c>: whole shadow runs looked at daily.</summary>
public class FalsePromotionTests
{
    private const int Runs = 300;

    // 99.9 % of a binomial with 15 expected.
    private const int Most = 28;

    [Theory]
    [InlineData(240, 1, 0.5)] // blocks of three days, so that most looks are within one
    [InlineData(1440, 5, 0.9)]
    public void Two_years_of_daily_looks_rarely_find_for_challengers_that_are_no_better(int minutes, int challengers, double correlation)
    {
        var plan = new ShadowPlan(new Timeframe(minutes), 4) { Challengers = challengers };
        var market = new ShadowMarket(plan, 730) { Correlation = correlation };
        var found = Enumerable.Range(0, Runs).Count(run =>
        {
            var bars = market.Draw((ulong)run);
            return Enumerable.Range(0, challengers).Any(k => ShadowEvidence.Of(plan, bars, k).Highest >= challengers / 0.05);
        });
        Assert.True(found <= Most, $"{found} of {Runs}");
    }

    [Fact]
    public void Better_ones_are_found_by_the_same_looks()
    {
        var plan = new ShadowPlan(Timeframe.H4, 4);
        var market = new ShadowMarket(plan, 730) { Correlation = 0.9, SharpeGain = 2, ChampionSharpe = 1 };
        var found = Enumerable.Range(0, 40).Count(run => ShadowEvidence.Of(plan, market.Draw((ulong)run), 0).Highest >= 20);
        Assert.True(found >= 30, $"{found} of 40");
    }
}

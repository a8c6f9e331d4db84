using Huracan.Contracts;
using Huracan.Engine.Champions;
using Huracan.Tests.Engine.Champions;

namespace Huracan.Bench.Promotion;

/// <summary>Shadow runs of one kind.</summary>
/// <param name="Name">What is true of champion and challengers.</param>
/// <param name="Market">What draws them; hourly bars, outcomes four bars later.</param>
internal sealed record PromotionCase(string Name, ShadowMarket Market)
{
    private static readonly ShadowPlan Hourly = new(Timeframe.H1, 4);

    /// <summary>Challengers that are no better than the champion.</summary>
    public static IReadOnlyList<PromotionCase> Equal(int days) =>
    [
        new("identical", new ShadowMarket(Hourly, days) { Correlation = 1 }),
        new("equal, correlation 0", new ShadowMarket(Hourly, days) { Correlation = 0 }),
        new("equal, correlation 0.5", new ShadowMarket(Hourly, days)),
        new("equal, correlation 0.9", new ShadowMarket(Hourly, days) { Correlation = 0.9 }),
        new("equal, both losing", new ShadowMarket(Hourly, days) { ChampionSharpe = -1 }),
        new("equal, 4h bars", new ShadowMarket(new ShadowPlan(Timeframe.H4, 4), days)),
        new("five, correlation 0.9", new ShadowMarket(Hourly with { Challengers = 5 }, days) { Correlation = 0.9 }),
        new("cash, challenger earns 0", new ShadowMarket(Hourly with { ChampionIsCash = true }, days) { ChampionSharpe = 0 }),
        new("rare crashes, same mean", new ShadowMarket(Hourly, days) { CrashProbability = 0.01 }),
    ];

    /// <summary>Challengers that are better.</summary>
    public static IReadOnlyList<PromotionCase> Better(int days)
    {
        double[] correlations = [0.5, 0.9];
        return
        [
            .. from correlation in correlations
               from gain in new[] { 0.5, 1, 2 }
               select Case(days, correlation, gain, 0),
            .. from correlation in correlations
               from skill in new[] { 0.001, 0.002, 0.005 }
               select Case(days, correlation, 0, skill),
            .. from correlation in correlations
               select Case(days, correlation, 1, 0.002),
        ];
    }

    private static PromotionCase Case(int days, double correlation, double gain, double skill) => new(
        FormattableString.Invariant($"correlation {correlation:0.0}, Sharpe +{gain:0.0}, skill +{skill:0.000}"),
        new ShadowMarket(Hourly, days) { Correlation = correlation, SharpeGain = gain, SkillGain = skill });
}

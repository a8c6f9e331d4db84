using Huracan.Contracts.Champions;

namespace Huracan.Engine.Champions;

/// <summary>The conditions of promotion beside the evidence (F8).</summary>
internal static class PromotionGuards
{
    public const string RegimeNotWorse = "regime_not_worse:";

    public static IReadOnlyList<PromotionGuard> Of(ShadowEvidence evidence, PromotionOptions options)
    {
        var statistics = evidence.Challenger.Statistics;
        List<PromotionGuard> guards =
        [
            AtLeast("track_record", evidence.Challenger.Bars, statistics.MinimumTrackRecord(options.Alpha)),
            AtLeast("trades", evidence.Challenger.Trades, options.LeastTrades),
            Drawdown(evidence, options),
            NotWorse("profit_not_worse", evidence.Profit.HighestWorse, 1 / options.Alpha),
            NotWorse("forecasts_not_worse", evidence.Forecasts.HighestWorse, 1 / options.Alpha),
        ];
        // Bonferroni over the regimes seen, so that one that is no worse is blamed with a probability of about α in all.
        foreach (var (regime, profit) in evidence.Regimes)
            guards.Add(NotWorse($"{RegimeNotWorse}{regime}", profit.HighestWorse, evidence.Regimes.Count / options.Alpha));
        return guards;
    }

    // The champion's drawdown may still grow, cash never has one.
    private static PromotionGuard Drawdown(ShadowEvidence evidence, PromotionOptions options)
    {
        var cash = evidence.Plan.ChampionIsCash;
        var limit = cash ? options.CashDrawdown : options.DrawdownRatio * evidence.Champion.Drawdown;
        var holds = evidence.Challenger.Drawdown <= limit;
        return new PromotionGuard("drawdown", evidence.Challenger.Drawdown, limit, holds, cash && !holds);
    }

    private static PromotionGuard AtLeast(string name, double value, double limit) => new(name, value, limit, value >= limit, Final: false);

    private static PromotionGuard NotWorse(string name, double highest, double limit) =>
        new(name, highest, limit, highest < limit, Final: !(highest < limit));
}

using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Engine.Champions;
using Huracan.Tests.Engine.Champions;

namespace Huracan.Bench.Evidence;

/// <summary>
/// What becomes of an ACTIVE unit that has no champion: its model contends with cash on the shadow part of its history, and where that is
/// not decisive it waits and is looked at after each later day.
/// </summary>
/// <param name="AtOnce">Whether the run that called it ACTIVE also made it the champion.</param>
/// <param name="Within">Whether it was champion within a year.</param>
internal readonly record struct FirstContest(bool AtOnce, bool Within)
{
    /// <summary>Days of a shadow part: a tenth of the history, of which the two years of test are 15 %.</summary>
    public const int ShadowDays = 487;

    /// <summary>Days that a challenger waits at most, <c>challenger_days</c>.</summary>
    public const int WaitingDays = 365;

    /// <summary>Volatility of a year: 300 trades in two years, each of 4 hours in a coin of 80 %.</summary>
    public const double Volatility = 0.21;

    /// <summary>What is compared: bars of 4 hours, outcomes four later, with cash.</summary>
    public static ShadowPlan Plan { get; } = new(Timeframe.H4, 4) { ChampionIsCash = true };

    /// <summary>Draws the bars that come after the test part, and contends.</summary>
    /// <param name="seed">Seed of the bars.</param>
    /// <param name="sharpe">True net Sharpe ratio of a year.</param>
    /// <param name="skill">By how much the expected loss of a forecast is below that of the class frequencies, nats.</param>
    public static FirstContest Of(ulong seed, double sharpe, double skill)
    {
        var market = new ShadowMarket(Plan, ShadowDays + WaitingDays) { ChampionSharpe = 0, SharpeGain = sharpe, SkillGain = skill }
            .WithVolatility(Volatility);
        var options = new PromotionOptions();
        var evidence = ShadowEvidence.Start(Plan);
        foreach (var day in market.Draw(seed).Days(Plan, 0))
        {
            evidence = evidence.Add(day);
            if (evidence.Days < ShadowDays)
                continue; // the run looks at its whole shadow part at once
            switch (ShadowTest.Judge(evidence, options).Verdict)
            {
                case PromotionVerdict.Promote:
                    return new FirstContest(evidence.Days == ShadowDays, true);
                case PromotionVerdict.Keep:
                    return default;
            }
        }
        return default;
    }
}

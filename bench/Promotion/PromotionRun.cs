using Huracan.Contracts.Champions;
using Huracan.Engine;
using Huracan.Engine.Champions;
using Huracan.Engine.Champions.FixedHorizon;

namespace Huracan.Bench.Promotion;

/// <summary>One simulated shadow run, looked at after every day, and by the classic tests once after each of some days.</summary>
/// <param name="Crossed">First day on which the evidence of a challenger reached its threshold; null if it never did.</param>
/// <param name="Promoted">First day on which a challenger was PROMOTE; null if none was.</param>
/// <param name="Kept">Whether the verdict on some challenger was KEEP on the last day.</param>
/// <param name="NaiveDaily">Whether a plain t-test of the daily profit differences, looked at daily from day 30 on, ever was significant at
/// 5 %.</param>
/// <param name="SharpeP">Least p-value over the challengers of Ledoit and Wolf's test after each of the days.</param>
/// <param name="SkillP">Diebold and Mariano's likewise.</param>
internal sealed record PromotionRun(
    int? Crossed, int? Promoted, bool Kept, bool NaiveDaily, IReadOnlyList<double> SharpeP, IReadOnlyList<double> SkillP)
{
    private const int FirstNaiveLook = 30;
    private const double NaiveQuantile = 1.645;

    public static PromotionRun Of(PromotionCase setting, ulong seed, IReadOnlyList<int> looks, PromotionOptions options)
    {
        var plan = setting.Market.Plan;
        var bars = setting.Market.Draw(seed);
        int? crossed = null, promoted = null;
        var kept = false;
        for (var k = 0; k < plan.Challengers; k++)
        {
            var evidence = ShadowEvidence.Start(plan);
            var ended = false;
            PromotionReport? report = null;
            foreach (var day in bars.Days(plan, k))
            {
                evidence = evidence.Add(day);
                report = ShadowTest.Judge(evidence, options);
                if (report.Evidence >= report.Threshold)
                    crossed = Math.Min(crossed ?? int.MaxValue, evidence.Days);
                // A caller acts on the first verdict that is not WAIT.
                if (!ended && report.Verdict == PromotionVerdict.Promote)
                    promoted = Math.Min(promoted ?? int.MaxValue, evidence.Days);
                ended |= report.Verdict != PromotionVerdict.Wait;
            }
            kept |= report?.Verdict == PromotionVerdict.Keep;
        }
        var champion = Daily(bars.Champion, plan.BarsPerDay);
        var challengers = bars.Challengers.Select(series => Daily(series, plan.BarsPerDay)).ToArray();
        return new PromotionRun(
            crossed, promoted, kept, challengers.Any(daily => EverSignificant(champion, daily)),
            [.. looks.Select(days => challengers.Min(daily => SharpeTest(champion[..days], daily[..days], plan, seed, options)))],
            [.. looks.Select(days => bars.Challengers.Min(series => SkillTest(bars.Champion, series, plan, days)))]);
    }

    private static double SharpeTest(double[] champion, double[] challenger, ShadowPlan plan, ulong seed, PromotionOptions options)
    {
        var block = BlockLength.Of(champion.Length, (plan.OutcomeBars + plan.BarsPerDay - 1) / plan.BarsPerDay);
        var p = SharpeDifference.Of(champion, challenger, block).Test(options.Draws, new SeededRandom(seed)).PValue;
        return double.IsNaN(p) ? 1 : p;
    }

    private static double SkillTest(ShadowSeries champion, ShadowSeries challenger, ShadowPlan plan, int days)
    {
        var known = days * plan.BarsPerDay - plan.OutcomeBars;
        var differences = new double[known];
        for (var t = 0; t < known; t++)
            differences[t] = champion.Losses[t] - challenger.Losses[t];
        var p = DieboldMariano.Test(differences, plan.OutcomeBars).PValue;
        return double.IsNaN(p) ? 1 : p;
    }

    private static double[] Daily(ShadowSeries series, int bars) =>
        [.. Enumerable.Range(0, series.NetReturns.Count / bars).Select(day => series.NetReturns.Skip(day * bars).Take(bars).Sum())];

    private static bool EverSignificant(double[] champion, double[] challenger)
    {
        double sum = 0, squares = 0;
        for (var t = 0; t < champion.Length; t++)
        {
            var d = challenger[t] - champion[t];
            sum += d;
            squares += d * d;
            var n = t + 1;
            if (n >= FirstNaiveLook && sum > NaiveQuantile * Math.Sqrt(squares - sum * sum / n))
                return true;
        }
        return false;
    }
}

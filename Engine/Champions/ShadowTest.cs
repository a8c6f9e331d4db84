using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Engine.Champions.FixedHorizon;

namespace Huracan.Engine.Champions;

/// <summary>
/// Decides whether a challenger replaces the champion (F8). May be asked after every day: the deciding evidence is an e-process, so that
/// the probability of ever promoting one of K challengers, none of which is better, is α at most, and that of ever promoting one of all
/// that contend with a champion one after the other 2α.
/// <list type="bullet">
/// <item><b>PROMOTE</b>: the evidence is C/α or more today, with C of <see cref="ShadowPlan.Correction"/>, and every guard holds today.
/// Ville's inequality bounds the first day on which it is so as well as any other; evidence that was there while a guard did not hold and
/// has gone since is not used.</item>
/// <item><b>KEEP</b>: on some day the reverse evidence of the profit or of the forecasts has reached 1/α, or that of the profit in one of
/// R regimes R/α, or the drawdown against cash is past its limit. Later days do not take this back.</item>
/// <item><b>WAIT</b>: anything else.</item>
/// </list>
/// </summary>
public static class ShadowTest
{
    /// <summary>Judges by the running evidence alone.</summary>
    /// <param name="evidence">What the days so far have shown.</param>
    /// <param name="options">Levels and limits; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">An option is out of its range.</exception>
    public static PromotionReport Judge(ShadowEvidence evidence, PromotionOptions? options = null)
    {
        options = Checked(options);
        var guards = PromotionGuards.Of(evidence, options);
        var threshold = evidence.Plan.Correction / options.Alpha;
        var year = Math.Sqrt(evidence.Plan.Timeframe.BarsPerYear);
        var (verdict, reason) = Decide(evidence, threshold, guards);
        return new PromotionReport
        {
            Verdict = verdict,
            Reason = reason,
            Bars = evidence.Challenger.Bars,
            Days = evidence.Days,
            Alpha = options.Alpha,
            Challengers = evidence.Plan.Challengers,
            Earlier = evidence.Plan.Earlier,
            Threshold = threshold,
            Evidence = evidence.Value,
            HighestEvidence = evidence.Highest,
            Profit = evidence.Profit.Levels,
            Forecasts = evidence.Forecasts.Levels,
            ChampionSharpe = evidence.Champion.Statistics.Ratio * year,
            ChallengerSharpe = evidence.Challenger.Statistics.Ratio * year,
            Guards = guards,
        };
    }

    /// <summary>Judges every challenger over all bars, the classic tests beside it.</summary>
    /// <param name="plan">What is compared; its <see cref="ShadowPlan.Challengers"/> may be more than those in
    /// <paramref name="bars"/>, where others were tried and dropped, but not fewer.</param>
    /// <param name="bars">The series.</param>
    /// <param name="options">Levels and limits; null takes the defaults.</param>
    /// <returns>A report for each challenger, in order. Of several that are PROMOTE take the one with the most evidence.</returns>
    /// <exception cref="InputRefusedException">The series do not belong together, or a value is out of its range.</exception>
    public static IReadOnlyList<PromotionReport> Judge(ShadowPlan plan, ShadowBars bars, PromotionOptions? options = null)
    {
        options = Checked(options);
        bars.Check();
        if (plan.Check().Challengers < bars.Challengers.Count)
            throw new InputRefusedException(
                $"{bars.Challengers.Count} challengers are compared, and the plan counts {plan.Challengers}; it must count all tried.");
        var tests = ClassicTests.Of(plan, bars, options);
        return
        [
            .. bars.Challengers.Select((_, k) =>
                Judge(ShadowEvidence.Of(plan, bars, k), options) with { FixedHorizon = tests[k] }),
        ];
    }

    private static (PromotionVerdict Verdict, string Reason) Decide(
        ShadowEvidence evidence, double threshold, IReadOnlyList<PromotionGuard> guards)
    {
        var after = evidence.Days == 1 ? "after 1 day" : $"after {evidence.Days} days";
        if (guards.FirstOrDefault(guard => guard.Final) is { } final)
            return (PromotionVerdict.Keep, $"{after}, {Text(final)}");
        if (!(evidence.Value >= threshold))
            return (PromotionVerdict.Wait, string.Create(
                CultureInfo.InvariantCulture, $"{after} the evidence is {evidence.Value:0.##}, and {threshold:0.##} is asked"));
        return guards.FirstOrDefault(guard => !guard.Holds) is { } failing
            ? (PromotionVerdict.Wait, $"{after} the evidence suffices, but {Text(failing)}")
            : (PromotionVerdict.Promote, string.Create(
                CultureInfo.InvariantCulture,
                $"{after} the evidence is {evidence.Value:0.##}, {threshold:0.##} was asked, and every guard holds"));
    }

    private static string Text(PromotionGuard guard)
    {
        FormattableString text = guard.Name switch
        {
            "track_record" when !double.IsFinite(guard.Limit) => $"its Sharpe ratio is not above 0: no track record is long enough",
            "track_record" => $"{guard.Value:0} bars are fewer than the minimum track record of {guard.Limit:0}",
            "trades" => $"{guard.Value:0} trades are fewer than {guard.Limit:0}",
            "drawdown" => $"its drawdown of {100 * guard.Value:0.#} % is more than {100 * guard.Limit:0.#} %",
            "profit_not_worse" => $"its profit is significantly worse (evidence {guard.Value:0.#}, limit {guard.Limit:0.#})",
            "forecasts_not_worse" => $"its forecasts are significantly worse (evidence {guard.Value:0.#}, limit {guard.Limit:0.#})",
            _ => $"in {Regime(guard)} its profit is significantly worse (evidence {guard.Value:0.#}, limit {guard.Limit:0.#})",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    private static string Regime(PromotionGuard guard) => guard.Name[PromotionGuards.RegimeNotWorse.Length..];

    private static PromotionOptions Checked(PromotionOptions? options)
    {
        options ??= new PromotionOptions();
        return OptionErrors.Of(options, "promotion").ToArray() is { Length: > 0 } errors
            ? throw new InputRefusedException(string.Join(' ', errors))
            : options;
    }
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>
/// Judges the scored units of a run together and against all that was tried before; only then may one be ACTIVE. Each choice is paid for on
/// the bars it was made on: to be judged at all, a unit's Sharpe ratio on validation must be well above the luck of everything tried
/// (F2), and that on test above it too; its p-value pays for the other models that were tried on the same test bars; and over the
/// promising units of the market, those that other runs have judged lately among them, the false discovery rate is controlled (F15). Being
/// promising is independent of test where there is no edge, so that leaving the others out
/// costs no validity.
/// </summary>
public static class RunEvidence
{
    /// <summary>The units with the verdict, tier, action and reason they have together; one that was not scored stays as it is.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="runId">Name of the run.</param>
    /// <param name="units">Results of all units.</param>
    /// <param name="opened">
    /// What was tried on the test parts of all units of the market, by time. What others tried after the run's latest look is left out:
    /// they pay for it, and a run that is judged again gets the same verdict.
    /// </param>
    public static IReadOnlyList<UnitResult> Judge(
        RunOptions options, string runId, IReadOnlyList<UnitResult> units, IReadOnlyList<OpenedTest> opened)
    {
        var tests = opened.ToLookup(test => test.Unit);
        var verdicts = units.Where(unit => unit.Evidence is not null)
            .ToDictionary(
                unit => unit.Unit, unit => Alone(unit.TrialsTried, unit.Evidence!, UntilLook(runId, [.. tests[unit.Unit]]))); // just asked
        UnitId[] promising = [
            .. units.Where(unit => unit.Evidence is { } evidence && IsPromising(options.Evidence, evidence)
                && double.IsFinite(verdicts[unit.Unit].PValue))
                .Select(unit => unit.Unit)
        ];
        var others = Others(options.Evidence, units, UntilLook(runId, opened));
        var adjusted = FalseDiscovery.Adjust(
            [.. promising.Select(unit => verdicts[unit].PValue), .. others], options.Evidence.Correction);
        for (var i = 0; i < promising.Length; i++)
            verdicts[promising[i]] = verdicts[promising[i]] with { AdjustedPValue = adjusted[i] };
        return
        [
            .. units.Select(unit => verdicts.TryGetValue(unit.Unit, out var alone)
                ? WithVerdict(options, unit, alone, promising.Length + others.Length)
                : UnitThresholds.Reevaluate(unit, options))
        ];
    }

    // All of it where the run's own look is not in it.
    private static IEnumerable<OpenedTest> UntilLook(string runId, IReadOnlyList<OpenedTest> opened)
    {
        var latest = opened.Where(test => test.RunId == runId).Select(test => test.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Max();
        return opened.Where(test => test.At <= latest);
    }

    private static UnitResult WithVerdict(RunOptions options, UnitResult unit, EvidenceVerdict alone, int judged)
    {
        var missing = Shortfall(options.Evidence, unit.Evidence!, alone, judged); // it has one
        var verdict = alone with { Judged = judged, Shortfall = missing?.Reason, FailedCheck = missing?.Check };
        return UnitThresholds.Reevaluate(unit with { Verdict = verdict, DeflatedSharpe = verdict.DeflatedSharpe }, options);
    }

    private static bool IsPromising(EvidenceOptions options, TestEvidence evidence) =>
        evidence.ValidationSkill > 0 && evidence.ValidationSharpe >= options.MinValidationSharpe;

    // P-values of the promising among the newest verdicts of the market's other units.
    private static double[] Others(EvidenceOptions options, IReadOnlyList<UnitResult> units, IEnumerable<OpenedTest> earlier)
    {
        var scored = units.Where(unit => unit.Evidence is not null).ToDictionary(unit => unit.Unit, unit => unit.Evidence!); // just asked
        if (scored.Count == 0 || options.FamilyDays == 0)
            return [];
        var markets = scored.Values.Select(evidence => evidence.Market).ToHashSet(StringComparer.Ordinal);
        var newest = scored.Values.Max(evidence => evidence.To);
        return
        [
            .. earlier.Where(test => test.IsPromising is not null && markets.Contains(test.Market) && !scored.ContainsKey(test.Unit))
                .GroupBy(test => test.Unit)
                .Select(tests => tests.Last())
                .Where(test => test.IsPromising == true && (newest - test.To).Duration().TotalDays <= options.FamilyDays)
                .Select(test => test.PValue)
        ];
    }

    private static EvidenceVerdict Alone(int tried, TestEvidence evidence, IEnumerable<OpenedTest> earlier)
    {
        // The same specification on more candles is the same trial again.
        var models = earlier
            .Where(test => test.Specification != evidence.Specification
                && test.From < evidence.To && evidence.From < test.To && BarMarks.MayOverlap(test.BarMarks, evidence.BarMarks))
            .GroupBy(test => test.Specification, StringComparer.Ordinal)
            .Sum(specification => specification.Max(test => test.Candidates));
        var sampling = 1.0 / (evidence.Bars - 1); // variance of the Sharpe ratio of returns without an edge
        return new EvidenceVerdict(
            tried + models, models, Psr(evidence, evidence.TrialVariance ?? sampling, tried + models),
            1 - Psr(evidence, sampling, 1 + models), null, 0, null);
    }

    private static double Psr(TestEvidence evidence, double variance, int tries) => SharpeStatistics.Psr(
        evidence.Sharpe, evidence.Bars, evidence.Skew, evidence.Kurtosis,
        tries < 2 ? 0 : SharpeStatistics.ExpectedMaximum(variance, tries));

    private static (string Reason, GateCheck Check)? Shortfall(
        EvidenceOptions options, TestEvidence evidence, EvidenceVerdict verdict, int judged)
    {
        if (!(verdict.DeflatedSharpe >= options.MinDeflatedSharpe))
            return (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the Sharpe ratio on test is not above what the best of {verdict.Tried} tried reaches by luck: deflated it is "
                        + $"{verdict.DeflatedSharpe:0.000}, {options.MinDeflatedSharpe:0.###} is needed"),
                new("deflated_sharpe", verdict.DeflatedSharpe, options.MinDeflatedSharpe));
        if (verdict.AdjustedPValue is not { } adjusted)
            return (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it was not promising on validation, where it was chosen: log-loss skill {evidence.ValidationSkill:0.0000}, "
                        + $"deflated Sharpe ratio {evidence.ValidationSharpe:0.000}; more than 0 and "
                        + $"{options.MinValidationSharpe:0.###} are needed"),
                evidence.ValidationSkill > 0
                    ? new("validation_sharpe", evidence.ValidationSharpe, options.MinValidationSharpe)
                    : new("validation_skill", evidence.ValidationSkill, 0));
        var earlier = verdict.EarlierModels > 0
            ? string.Create(
                CultureInfo.InvariantCulture, $", after {verdict.EarlierModels} other models tried on the same bars")
            : "";
        return adjusted > options.FalseDiscoveryRate
            ? (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its p-value is {adjusted:0.000} among {judged} promising units{earlier}; "
                        + $"{options.FalseDiscoveryRate:0.###} is needed"),
                new("p_value", adjusted, options.FalseDiscoveryRate))
            : null;
    }
}

using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>What the preflight made of one source of candles.</summary>
/// <param name="Verdict">Whether it may be trained on.</param>
/// <param name="Findings">What was found, in the order of the checks.</param>
/// <param name="Series">The repaired candles, unless blocked.</param>
/// <param name="RowsRead">Rows the source gave.</param>
public sealed record PreflightResult(PreflightVerdict Verdict, IReadOnlyList<Finding> Findings, CandleSeries? Series, int RowsRead)
{
    /// <summary>
    /// The rows themselves: sorted, each time once, on the grid and without NaN, but with their gaps; as the source gave them where the
    /// checks were blocked before that. Null where none could be read.
    /// </summary>
    public RawCandles? Rows { get; init; }

    /// <summary>Why the series is blocked, in one line; empty when it is not.</summary>
    public string Reason =>
        string.Join(" ", Findings.Where(f => f.Severity == FindingSeverity.Blocking).Select(f => $"{f.Code}: {f.Message}"));

    /// <summary>The same with one more reason not to train.</summary>
    public PreflightResult BlockedBy(Finding finding) =>
        new(PreflightVerdict.Blocked, [.. Findings, finding], null, RowsRead) { Rows = Rows };

    internal static PreflightResult Of(Findings findings, CandleSeries? series, RawCandles? raw = null, RawCandles? rows = null)
    {
        var verdict = findings.Blocked
            ? PreflightVerdict.Blocked
            : findings.Repaired
            ? PreflightVerdict.FixedAndOk
            : PreflightVerdict.OkToTrain;
        return new PreflightResult(verdict, findings.All, findings.Blocked ? null : series, raw?.Count ?? 0) { Rows = rows };
    }
}

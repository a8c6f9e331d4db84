using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>What the preflight made of one source of candles.</summary>
/// <param name="Verdict">Whether it may be trained on.</param>
/// <param name="Findings">What was found, in the order of the checks.</param>
/// <param name="Series">The repaired candles, unless blocked.</param>
/// <param name="RowsRead">Rows the source gave.</param>
public sealed record PreflightResult(PreflightVerdict Verdict, IReadOnlyList<Finding> Findings, CandleSeries? Series, int RowsRead)
{
    /// <summary>Why the series is blocked, in one line; empty when it is not.</summary>
    public string Reason => string.Join(" ", Findings.Where(f => f.Severity == FindingSeverity.Blocking).Select(f => $"{f.Code}: {f.Message}"));

    /// <summary>The same with one more reason not to train.</summary>
    public PreflightResult BlockedBy(Finding finding) => new(PreflightVerdict.Blocked, [.. Findings, finding], null, RowsRead);

    internal static PreflightResult Of(Findings findings, CandleSeries? series, int rowsRead)
    {
        var verdict = findings.Blocked ? PreflightVerdict.Blocked : findings.Repaired ? PreflightVerdict.FixedAndOk : PreflightVerdict.OkToTrain;
        return new PreflightResult(verdict, findings.All, findings.Blocked ? null : series, rowsRead);
    }
}

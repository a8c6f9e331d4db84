using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>What the checks found in a dataset.</summary>
/// <param name="Rows">Rows of train, validation and test.</param>
/// <param name="Symbols">Number of symbols.</param>
/// <param name="Features">Number of features.</param>
/// <param name="Horizons">Horizons of the labels, bars.</param>
/// <param name="BarMinutes">Length of a bar, minutes; of the first symbol where they differ.</param>
/// <param name="Overlaps">Labels that reach into a later part of their symbol; empty where the purge holds.</param>
/// <param name="Scaling">How each feature was scaled.</param>
/// <param name="Findings">All findings, the gravest first.</param>
public sealed record DatasetReport(
    IReadOnlyList<int> Rows, int Symbols, int Features, IReadOnlyList<int> Horizons, double BarMinutes,
    IReadOnlyList<LabelOverlap> Overlaps, IReadOnlyList<ColumnScaling> Scaling, IReadOnlyList<Finding> Findings)
{
    /// <summary>What follows from the findings.</summary>
    public DatasetVerdict Verdict => Findings.Any(finding => finding.Severity == FindingSeverity.Blocking) ? DatasetVerdict.Blocked
        : Findings.Any(finding => finding.Severity == FindingSeverity.Warning) ? DatasetVerdict.Warn
        : DatasetVerdict.Ok;
}

using System.Text.Json.Serialization;

namespace Huracan.Contracts.Reports;

/// <summary>How far the newest candles are from what a model was trained on.</summary>
/// <param name="Version">The champion judged.</param>
/// <param name="At">When the newest bar closed, UTC.</param>
/// <param name="Findings">Every measure taken, the worst first; empty where the model has no reference, or too few bars were given.</param>
/// <param name="Note">What was not measured, and why; null where all was.</param>
public sealed record DriftReport(string Version, DateTimeOffset At, IReadOnlyList<DriftFinding> Findings, string? Note)
{
    /// <summary>The worst of the findings.</summary>
    public DriftLevel Level => Findings.Count == 0 ? DriftLevel.Ok : Findings.Max(finding => finding.Level);

    /// <summary>The findings that are not <see cref="DriftLevel.Ok"/> and the note, in words.</summary>
    [JsonIgnore]
    public string InWords => string.Join(
        "; ",
        Findings.Where(finding => finding.Level != DriftLevel.Ok).Select(finding => finding.Reason).Concat(Note is null ? [] : [Note]))
        is { Length: > 0 } words
        ? words
        : "nothing unusual";
}

namespace Huracan.Contracts.Reports;

/// <summary>
/// What a run tried on a unit's test part: every later model on the same bars may be a choice made on them. A run has one for each
/// specification that it tried.
/// </summary>
/// <param name="RunId">The run.</param>
/// <param name="From">Open time of the first bar, UTC.</param>
/// <param name="To">End of the last bar, UTC.</param>
/// <param name="Market">Whose candles.</param>
/// <param name="Specification">Hash of how the models were made.</param>
/// <param name="Candidates">How many were tried.</param>
public sealed record OpenedTest(
    string RunId, DateTimeOffset From, DateTimeOffset To, string Market, string Specification, int Candidates)
{
    /// <summary>The unit.</summary>
    public UnitId Unit { get; init; }

    /// <summary>When the run first looked, UTC; in entries of earlier versions when the run was asked for.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What its bars are known by, see <see cref="TestEvidence.BarMarks"/>; empty in entries of earlier versions.</summary>
    public string BarMarks { get; init; } = "";

    /// <summary>P-value of the verdict; NaN before it, and without a trade.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Whether the unit was promising on validation, so that its p-value was judged; null before the verdict.</summary>
    public bool? IsPromising { get; init; }

    /// <summary>
    /// This entry in the place of an earlier one of the same run and specification: the time of the first stays, and a verdict until the
    /// next; the more models count.
    /// </summary>
    /// <param name="earlier">The entry that is there.</param>
    public OpenedTest After(OpenedTest earlier) => this with
    {
        At = At < earlier.At ? At : earlier.At,
        Candidates = Math.Max(Candidates, earlier.Candidates),
        PValue = IsPromising is null ? earlier.PValue : PValue,
        IsPromising = IsPromising ?? earlier.IsPromising,
    };

    /// <summary>What a run's result of a unit adds to the record; null where the test part was not opened.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="unit">The result.</param>
    /// <param name="at">When, UTC.</param>
    public static OpenedTest? Of(string runId, UnitResult unit, DateTimeOffset at) => unit.Evidence is not { } evidence
        ? null
        : Of(runId, unit.Unit, evidence, at) with
        {
            PValue = unit.Verdict?.PValue ?? double.NaN,
            IsPromising = unit.Verdict is { } verdict ? verdict.AdjustedPValue is not null : null,
        };

    /// <summary>An entry without a verdict.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="evidence">What is known of its test part.</param>
    /// <param name="at">When, UTC.</param>
    public static OpenedTest Of(string runId, UnitId unit, TestEvidence evidence, DateTimeOffset at) =>
        new(runId, evidence.From, evidence.To, evidence.Market, evidence.Specification, evidence.Candidates)
        {
            Unit = unit,
            At = at,
            BarMarks = evidence.BarMarks,
        };
}

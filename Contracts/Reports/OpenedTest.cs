namespace Huracan.Contracts.Reports;

/// <summary>A run that tried models on a unit's test part: every later one on the same bars may be a choice made on them.</summary>
/// <param name="RunId">The run.</param>
/// <param name="From">Open time of the first bar, UTC.</param>
/// <param name="To">End of the last bar, UTC.</param>
/// <param name="Market">Whose candles.</param>
/// <param name="Specification">Hash of how the models were made.</param>
/// <param name="Candidates">How many were tried.</param>
public sealed record OpenedTest(
    string RunId, DateTimeOffset From, DateTimeOffset To, string Market, string Specification, int Candidates)
{
    /// <summary>What a run's evidence of a unit adds to the record.</summary>
    public static OpenedTest Of(string runId, TestEvidence evidence) =>
        new(runId, evidence.From, evidence.To, evidence.Market, evidence.Specification, evidence.Candidates);
}

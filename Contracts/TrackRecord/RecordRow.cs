namespace Huracan.Contracts.TrackRecord;

/// <summary>A decision with its outcome.</summary>
/// <param name="Number">The decision's number in the track record.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Outcome">What became of it; null while it is not known.</param>
public sealed record RecordRow(long Number, PaperDecision Decision, PaperOutcome? Outcome);

namespace Huracan.Contracts.Grains;

/// <summary>What came of an occurrence of a task.</summary>
/// <param name="Succeeded">Whether the task was carried out. One that failed is not tried again before its next occurrence.</param>
/// <param name="Summary">What came of it, in one line.</param>
/// <param name="Report">More of it, as JSON; null where there is no more.</param>
public sealed record TaskOutcome(bool Succeeded, string Summary, string? Report = null);

namespace Huracan.Contracts.Http.Schedules;

/// <summary>What the tasks of a day did: also <c>reports/daily/{date}.json</c> of the command line.</summary>
/// <param name="Date">The day in UTC, as <c>2026-01-31</c>.</param>
/// <param name="Tasks">What came of each, in order of the times they were due.</param>
public sealed record DailyReport(string Date, IReadOnlyList<OccurrenceView> Tasks);

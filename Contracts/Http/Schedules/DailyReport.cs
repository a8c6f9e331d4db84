namespace Huracan.Contracts.Http.Schedules;

/// <summary>What the daily cycle did on a day: also <c>reports/daily/{date}.json</c> of the command line.</summary>
/// <param name="Date">The day in UTC, as <c>2026-01-31</c>.</param>
/// <param name="Coins">Coins of which a model was trained or compared, in ordinal order.</param>
/// <param name="Champions">What became champion and was exported.</param>
/// <param name="Skipped">Coins that were left out, and units that were not worked on, with the reason.</param>
/// <param name="Failures">Units and tasks that failed.</param>
/// <param name="Counts">Of coins and units.</param>
/// <param name="Tasks">What came of each task, in order of the times they were due.</param>
public sealed record DailyReport(
    string Date, IReadOnlyList<string> Coins, IReadOnlyList<DailyUnit> Champions, IReadOnlyList<DailySkip> Skipped,
    IReadOnlyList<DailyFailure> Failures, DailyCounts Counts, IReadOnlyList<OccurrenceView> Tasks);

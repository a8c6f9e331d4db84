namespace Huracan.Contracts.Grains;

/// <summary>How the schedule of a task stands.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Cron">When it is due, as a cron expression in UTC; null: at no time.</param>
/// <param name="Next">The next occurrence, UTC; null without a schedule.</param>
/// <param name="Due">The occurrence that is due and waits for an executor; null where none does.</param>
/// <param name="LastTaken">The occurrence that was taken last; null where none was.</param>
/// <param name="Running">What is worked on; null where nothing is.</param>
/// <param name="Last">The occurrence that ended last, refused ones aside; null where none has.</param>
public sealed record ScheduleStatus(
    string Task, string? Cron, DateTimeOffset? Next, DateTimeOffset? Due, DateTimeOffset? LastTaken, RunningTask? Running, EndedTask? Last);

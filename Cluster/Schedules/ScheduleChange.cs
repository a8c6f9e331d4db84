using Huracan.Contracts.Http.Schedules;

namespace Huracan.Cluster.Schedules;

/// <summary>What becomes of a schedule: to be written in one transaction.</summary>
/// <param name="Record">The state.</param>
/// <param name="Ended">What its history gains, in this order.</param>
public sealed record ScheduleChange(ScheduleRecord Record, IReadOnlyList<OccurrenceView> Ended)
{
    /// <summary>No change.</summary>
    public static ScheduleChange None(ScheduleRecord record) => new(record, []);

    /// <summary>The same with another state and more history.</summary>
    public ScheduleChange Then(ScheduleRecord record, params IReadOnlyList<OccurrenceView> ended) => new(record, [.. Ended, .. ended]);
}

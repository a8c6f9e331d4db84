using Huracan.Contracts.Grains;

namespace Huracan.Cluster.Schedules;

/// <summary>State of a task's schedule. Only <see cref="ScheduleRules"/> changes it.</summary>
public sealed record ScheduleRecord
{
    /// <summary>When the task is due, as a cron expression in UTC; null: at no time.</summary>
    public string? Cron { get; init; }

    /// <summary>The occurrences of the expression up to here, inclusive, were taken, refused or passed over.</summary>
    public DateTimeOffset Through { get; init; }

    /// <summary>Occurrences passed over when the expression changed, which the next one that is taken has to count.</summary>
    public int Missed { get; init; }

    /// <summary>What is due apart from the expression; null where nothing is, and while the task is worked on.</summary>
    public WaitingTask? Waiting { get; init; }

    /// <summary>What is worked on; null where nothing is.</summary>
    public RunningTask? Running { get; init; }

    /// <summary>The latest token; that of <see cref="Running"/> where something is worked on.</summary>
    public long Token { get; init; }

    /// <summary>The token that ended last, so that its executor may say so twice.</summary>
    public long EndedToken { get; init; }

    /// <summary>The occurrence that was taken last.</summary>
    public DateTimeOffset? LastTaken { get; init; }

    /// <summary>The occurrence that ended last, refused ones aside.</summary>
    public EndedTask? Last { get; init; }
}

namespace Huracan.Contracts.Grains;

/// <summary>An attempt at an occurrence of a task.</summary>
/// <param name="Occurrence">When it was due, UTC.</param>
/// <param name="Missed">Earlier occurrences that were passed over for it.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="Owner">Who carries it out.</param>
/// <param name="Since">When this attempt began, UTC.</param>
/// <param name="Kept">When its executor was last heard of, UTC.</param>
public sealed record RunningTask(
    DateTimeOffset Occurrence, int Missed, int Attempt, string Owner, DateTimeOffset Since, DateTimeOffset Kept);

namespace Huracan.Contracts.Grains;

/// <summary>An occurrence of a task that was worked on and ended.</summary>
/// <param name="Occurrence">When it was due, UTC.</param>
/// <param name="State"><see cref="OccurrenceState.Done"/> or <see cref="OccurrenceState.Failed"/>.</param>
/// <param name="Ended">When it ended, UTC.</param>
/// <param name="Summary">What came of it, in one line.</param>
public sealed record EndedTask(DateTimeOffset Occurrence, OccurrenceState State, DateTimeOffset Ended, string Summary);

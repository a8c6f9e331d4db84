namespace Huracan.Contracts.Grains;

/// <summary>An occurrence of a task that is to be carried out now.</summary>
/// <param name="Occurrence">When it was due, UTC; of one that was started by hand, when that was.</param>
/// <param name="Missed">How many earlier occurrences were passed over since the last one taken.</param>
/// <param name="Attempt">1, or higher where executors of this occurrence died.</param>
/// <param name="Token">Names this attempt in every later call.</param>
public sealed record ScheduledTask(DateTimeOffset Occurrence, int Missed, int Attempt, long Token);

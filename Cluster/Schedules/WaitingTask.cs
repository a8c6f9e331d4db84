using Huracan.Contracts.Grains;

namespace Huracan.Cluster.Schedules;

/// <summary>An occurrence that is due because somebody started it by hand, or because its executor died.</summary>
/// <param name="Occurrence">When it was due, UTC.</param>
/// <param name="Died">The attempt whose executor died; null where it was started by hand.</param>
public sealed record WaitingTask(DateTimeOffset Occurrence, RunningTask? Died);

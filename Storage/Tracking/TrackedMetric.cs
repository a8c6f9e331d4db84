namespace Huracan.Storage.Tracking;

/// <summary>One value of a metric.</summary>
/// <param name="Key">Its name, with <c>/</c> between its parts.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
/// <param name="Step">Number of the epoch, fold or trial, from 0; 0 where there are no steps.</param>
/// <param name="Time">When it was measured, UTC. Of one key times ascend with steps.</param>
public readonly record struct TrackedMetric(string Key, double Value, long Step, DateTimeOffset Time);

namespace Huracan.Cluster.Tracking;

/// <summary>A run that ended and that a target does not have as it ended.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Finished">When it ended.</param>
public sealed record DueRun(string RunId, DateTimeOffset Finished);

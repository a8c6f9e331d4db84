using Huracan.Contracts;

namespace Huracan.Cluster.Events;

/// <summary>An event to be appended.</summary>
/// <param name="RunId">The run; empty for an event of none.</param>
/// <param name="Unit">The unit; null for an event of none.</param>
/// <param name="Kind"><c>unit</c>, <c>run</c>, <c>decision</c>, <c>schedule</c>, <c>champion</c> or <c>alert</c>.</param>
/// <param name="Data">What changed; becomes JSON.</param>
public sealed record NewEvent(string RunId, UnitId? Unit, string Kind, object Data);

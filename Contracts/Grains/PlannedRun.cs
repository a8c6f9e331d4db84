namespace Huracan.Contracts.Grains;

/// <summary>A run that is stored.</summary>
/// <param name="RunId">Its name.</param>
/// <param name="IsNew">Whether this request created it.</param>
public sealed record PlannedRun(string RunId, bool IsNew);

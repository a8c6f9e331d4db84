namespace Huracan.Contracts.Grains;

/// <summary>A write had the token of a claim that is not the latest: somebody else may own the work, so it must stop.</summary>
public sealed class StaleOwnerException(string message) : Exception(message);

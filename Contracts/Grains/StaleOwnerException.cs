namespace Huracan.Contracts.Grains;

/// <summary>A write had the token of a claim that is not the latest: another silo may own the unit, so the work must stop.</summary>
[GenerateSerializer]
public sealed class StaleOwnerException(string message) : Exception(message);

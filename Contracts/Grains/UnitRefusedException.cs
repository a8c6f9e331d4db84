namespace Huracan.Contracts.Grains;

/// <summary>A unit's state does not allow the requested change.</summary>
public sealed class UnitRefusedException(string message) : Exception(message);

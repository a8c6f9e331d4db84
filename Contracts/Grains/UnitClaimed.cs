namespace Huracan.Contracts.Grains;

/// <summary>A silo may work on a unit.</summary>
/// <param name="Key">The unit of a run.</param>
/// <param name="Token">Fencing token; every write names it.</param>
public sealed record UnitClaimed(UnitKey Key, long Token);

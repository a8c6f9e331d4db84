namespace Huracan.Contracts.Grains;

/// <summary>A silo that works on units.</summary>
/// <param name="Silo">Its name, for people.</param>
/// <param name="Address">
/// Its address, generation and the membership version it was seen in: one life of one process. Whether it still lives is asked of the
/// cluster's membership.
/// </param>
public sealed record UnitOwner(string Silo, string Address);

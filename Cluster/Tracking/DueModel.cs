using Huracan.Contracts.Bundles;

namespace Huracan.Cluster.Tracking;

/// <summary>A unit at a horizon whose champion or challenger is another one than a target knows.</summary>
/// <param name="Key">The unit and horizon.</param>
/// <param name="Champion">The champion; null for none.</param>
/// <param name="Challenger">The challenger that waits; null for none.</param>
public sealed record DueModel(ChampionKey Key, PromotedVersion? Champion, PromotedVersion? Challenger);

using Huracan.Contracts.Trading;

namespace Huracan.Dashboard.Units;

/// <summary>A score and what it is made of.</summary>
public sealed record QualityScore(double Score, double Ceiling, QualityTier Tier, IReadOnlyList<ScorePart> Parts);

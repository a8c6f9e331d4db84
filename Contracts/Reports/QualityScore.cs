using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>A quality score and what it is made of.</summary>
/// <param name="Score">0 to 100, to two decimals: the lesser of the sum of points and the ceiling.</param>
/// <param name="Ceiling">Maximum of the score at this PSR and skill, 49.9 to 100.</param>
/// <param name="Parts">Every part with its value, points and weight; weights sum to 100.</param>
public sealed record QualityScore(double Score, double Ceiling, IReadOnlyList<ScorePart> Parts)
{
    /// <summary>Tier of the score.</summary>
    public required QualityTier Tier { get; init; }
}

/// <summary>One part of a quality score.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The measured value; NaN where unknown.</param>
/// <param name="Points">Points earned, 0 to <paramref name="Weight"/>.</param>
/// <param name="Weight">Points at most.</param>
public readonly record struct ScorePart(string Name, double Value, double Points, double Weight);

namespace Huracan.Engine.Quality;

/// <summary>One part of a quality score.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The measured value; NaN where unknown.</param>
/// <param name="Points">Points earned, 0 to <paramref name="Weight"/>.</param>
/// <param name="Weight">Points at most.</param>
public readonly record struct ScorePart(string Name, double Value, double Points, double Weight);

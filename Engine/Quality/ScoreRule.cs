namespace Huracan.Engine.Quality;

/// <summary>What one part of the score is worth.</summary>
/// <param name="Weight">Points at most, 0 or more.</param>
/// <param name="Ramp">How the measured value earns them.</param>
public readonly record struct ScoreRule(double Weight, Ramp Ramp);

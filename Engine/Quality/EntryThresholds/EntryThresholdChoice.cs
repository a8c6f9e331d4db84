namespace Huracan.Engine.Quality.EntryThresholds;

/// <summary>The entry threshold chosen on validation.</summary>
/// <param name="Threshold">Least confidence to enter at.</param>
/// <param name="Reason">Why this one, in words.</param>
/// <param name="Trials">Every threshold of the grid, in its order.</param>
public sealed record EntryThresholdChoice(double Threshold, string Reason, IReadOnlyList<ThresholdTrial> Trials);

namespace Huracan.Engine.Quality.Drift;

/// <summary>How the features' means vary over windows of the training data. A feature x counts as sign(z)·ln(1 + |z|) of
/// z = (x − centre)/scale: wild candles do not decide a mean.</summary>
/// <param name="Bars">Length of a window.</param>
/// <param name="Means">Mean of each feature's means.</param>
/// <param name="Spreads">Their standard deviation; 0 for a feature that never changes.</param>
/// <param name="Range">Of the tenth of the features that are farthest from their mean: how far, in standard deviations.</param>
public sealed record ShiftReference(int Bars, IReadOnlyList<double> Means, IReadOnlyList<double> Spreads, UsualRange Range);

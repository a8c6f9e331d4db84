namespace Huracan.Engine.Quality.Drift;

/// <summary>How far the features' shares in windows of the training data differ from the rest of it.</summary>
/// <param name="Bars">Length of a window.</param>
/// <param name="Usual">Mean population stability index of each feature over the windows.</param>
/// <param name="Excess">Of the tenth of the features that differ most: their mean index over what is usual.</param>
public sealed record SharesReference(int Bars, IReadOnlyList<double> Usual, UsualRange Excess);

namespace Huracan.Engine.Quality.Drift;

/// <summary>What is usual of windows of some bars inside the training data.</summary>
/// <param name="Bars">Length of a window.</param>
/// <param name="Usual">Mean population stability index of each feature against the rest of the training data.</param>
/// <param name="Means">Mean over the windows of each feature's mean in a window, on the scale of distances.</param>
/// <param name="Spreads">Standard deviation of the same.</param>
/// <param name="Excess">Of the tenth of the features that differ most: their mean index over what is usual.</param>
/// <param name="Shift">Of the tenth of the features whose mean is farthest from the usual: how far, in standard deviations.</param>
/// <param name="Distance">Mean distance of a window's rows.</param>
public sealed record WindowReference(
    int Bars, IReadOnlyList<double> Usual, IReadOnlyList<double> Means, IReadOnlyList<double> Spreads, UsualRange Excess, UsualRange Shift,
    UsualRange Distance);

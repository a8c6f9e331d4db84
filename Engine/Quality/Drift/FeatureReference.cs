namespace Huracan.Engine.Quality.Drift;

/// <summary>How one feature was distributed in training.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Centre">Median, in the feature's own units.</param>
/// <param name="Scale">Deviation; 0 for a feature that never changed.</param>
/// <param name="Ends">Ends of the cells, ascending: its tenths, see <see cref="PopulationStability"/>.</param>
/// <param name="Counts">Bars in each cell, of which there is one more than ends.</param>
public sealed record FeatureReference(
    string Name, double Centre, double Scale, IReadOnlyList<double> Ends, IReadOnlyList<int> Counts);

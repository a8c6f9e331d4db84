namespace Huracan.Engine.Quality.Drift;

/// <summary>How far rows of the training data lie from the rest of it: each by a covariance that left its fifth of the time out.</summary>
/// <param name="Covariance">Covariance of all of them.</param>
/// <param name="Median">Half of the rows are no farther.</param>
/// <param name="Unusual">999 of 1,000 rows are no farther.</param>
/// <param name="Farthest">The greatest distance there was.</param>
/// <param name="TailIndex">Hill's estimate over the farthest hundredth: the distance exceeded by a share s of rows grows as s to minus
/// this.</param>
public sealed record DistanceReference(ShrunkCovariance Covariance, double Median, double Unusual, double Farthest, double TailIndex);

namespace Huracan.Engine.Quality.Drift;

/// <summary>How far rows of the training data lie from the rest of it: each by a covariance that left its fifth of the time out. A feature
/// x counts as sign(z)·2·(√(1 + |z|) − 1) of z = (x − centre)/scale.</summary>
/// <param name="Covariance">Covariance of all of them.</param>
/// <param name="Unusual">999 of 1,000 rows are no farther.</param>
/// <param name="Farthest">The greatest distance there was.</param>
/// <param name="TailIndex">Hill's estimate over the farthest hundredth: the distance exceeded by a share s of rows grows as s to minus
/// this.</param>
/// <param name="Bars">Length of a window.</param>
/// <param name="Range">Geometric mean of the distances of a window's rows, which one wild row does not make; null
/// where the training data have too few windows.</param>
public sealed record DistanceReference(
    ShrunkCovariance Covariance, double Unusual, double Farthest, double TailIndex, int Bars, UsualRange? Range)
{
    /// <summary>The distance of which one row in so many is farther: the farthest hundredth continued, but no less than the farthest there
    /// was.</summary>
    /// <param name="bars">Rows, 100 or more.</param>
    public double Beyond(double bars)
    {
        var start = Unusual * Math.Pow(0.1, TailIndex); // where the farthest hundredth begins
        return Math.Max(Farthest, start * Math.Pow(bars / 100, TailIndex));
    }
}

namespace Huracan.Engine.Consensus;

/// <summary>
/// Exponentially weighted moments of two numbers that come together: all that their correlation needs. Swapping the two gives the same
/// bits, and so do equal numbers, whose correlation is exactly 1.
/// </summary>
/// <param name="Weight">Sum of the weights.</param>
/// <param name="SquaredWeight">Sum of their squares.</param>
/// <param name="MeanX">Weighted mean of the first.</param>
/// <param name="MeanY">Weighted mean of the second.</param>
/// <param name="SquaresX">Weighted sum of the first's squared deviations.</param>
/// <param name="SquaresY">Weighted sum of the second's squared deviations.</param>
/// <param name="Products">Weighted sum of the products of the deviations.</param>
public readonly record struct PairMoments(
    double Weight, double SquaredWeight, double MeanX, double MeanY, double SquaresX, double SquaresY, double Products)
{
    /// <summary>Weighted correlation, -1 to 1; 0 where one of the two has not moved.</summary>
    public double Correlation =>
        SquaresX > 0 && SquaresY > 0 ? Math.Clamp(Products / Math.Sqrt(SquaresX * SquaresY), -1, 1) : 0;

    /// <summary>Number of equally weighted pairs that would say as much, (Σw)²/Σw²; 0 without any.</summary>
    public double EffectiveCount => SquaredWeight > 0 ? Weight * Weight / SquaredWeight : 0;

    /// <summary>The same with every weight multiplied.</summary>
    /// <param name="decay">0 to 1.</param>
    public PairMoments Forget(double decay) => this with
    {
        Weight = Weight * decay,
        SquaredWeight = SquaredWeight * decay * decay,
        SquaresX = SquaresX * decay,
        SquaresY = SquaresY * decay,
        Products = Products * decay,
    };

    /// <summary>The same and one more pair of weight 1.</summary>
    public PairMoments Add(double x, double y)
    {
        var weight = Weight + 1;
        var (dx, dy, share) = (x - MeanX, y - MeanY, Weight / weight);
        return new PairMoments(
            weight, SquaredWeight + 1, MeanX + dx / weight, MeanY + dy / weight, SquaresX + dx * dx * share, SquaresY + dy * dy * share,
            Products + dx * dy * share);
    }
}

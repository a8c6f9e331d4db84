using MathNet.Numerics;

namespace Huracan.Engine.Experiments.Comparison;

/// <summary>
/// The range (greatest less least) of k independent standard normal values: the studentized range for infinite degrees of freedom, which
/// Nemenyi's test asks for (F21).
/// </summary>
public static class StudentizedRange
{
    private const double Reach = 8.5; // beyond it a standard normal value has a probability below 1e-16
    private const int StepsPerUnit = 64; // the trapezoidal rule converges exponentially on such an integrand
    private const int Halvings = 60;

    /// <summary>Probability that the range is at most <paramref name="range"/>.</summary>
    /// <param name="range">The range; 0 where it is below.</param>
    /// <param name="groups">Number of values k, 2 or more.</param>
    public static double Cdf(double range, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        if (range <= 0)
            return 0;
        var sum = 0.0;
        for (var step = (int)(-Reach * StepsPerUnit); step <= Reach * StepsPerUnit; step++)
        {
            var greatest = (double)step / StepsPerUnit;
            var density = Math.Exp(-greatest * greatest / 2) / Math.Sqrt(2 * Math.PI);
            sum += density * Math.Pow(Normal(greatest) - Normal(greatest - range), groups - 1);
        }
        return Math.Min(1, groups * sum / StepsPerUnit);
    }

    /// <summary>The range that is not exceeded with a probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="groups">Number of values k, 2 or more.</param>
    public static double Quantile(double probability, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        var (low, high) = (0.0, 2 * Reach);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Cdf(middle, groups) < probability)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    private static double Normal(double value) => SpecialFunctions.Erfc(-value / Math.Sqrt(2)) / 2;
}

namespace Huracan.Engine.Labels;

/// <summary>
/// Exponentially weighted standard deviation as pandas defines it: <c>ewm(span, adjust=True).std(bias=False)</c>, weights
/// (1 − α)^k with α = 2/(span + 1), the variance debiased by (Σw)²/((Σw)² − Σw²). Trailing: value i uses values 0 to i only.
/// </summary>
public static class EwmStd
{
    /// <summary>The standard deviation after each value.</summary>
    /// <param name="values">Values in time order; NaNs may lead, not follow.</param>
    /// <param name="span">Span of the weights in values; above 1.</param>
    /// <param name="minimum">Values to have seen before there is a result, 2 or more.</param>
    /// <returns>NaN until <paramref name="minimum"/> values have been seen.</returns>
    /// <exception cref="ArgumentException">A NaN follows a number.</exception>
    public static double[] Of(ReadOnlySpan<double> values, double span, int minimum = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 2);
        var decay = 1 - 2 / (span + 1);
        var result = new double[values.Length];
        double weights = 0, squares = 0, mean = 0, variance = 0;
        var seen = 0;
        for (var i = 0; i < values.Length; i++)
        {
            result[i] = double.NaN;
            if (double.IsNaN(values[i]))
            {
                if (seen > 0)
                    throw new ArgumentException($"Value {i} is NaN after {seen} numbers.", nameof(values));
                continue;
            }
            // Everything seen so far fades, and the new value comes in with weight 1 (West, 1979).
            weights = weights * decay;
            squares = squares * decay * decay;
            var total = weights + 1;
            var delta = values[i] - mean;
            variance = (variance + delta * delta / total) * weights / total;
            mean += delta / total;
            weights = total;
            squares += 1;
            if (++seen >= minimum)
                result[i] = Math.Sqrt(Math.Max(0, variance * weights * weights / (weights * weights - squares)));
        }
        return result;
    }
}

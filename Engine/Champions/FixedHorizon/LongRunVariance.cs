namespace Huracan.Engine.Champions.FixedHorizon;

/// <summary>The variance of √T times a mean of T dependent values.</summary>
public static class LongRunVariance
{
    /// <summary>
    /// γ₀ + 2·Σ_{j ≤ lag} (1 − j/(lag + 1))·γ_j with γ_j = (1/T)·Σ (x_t − x̄)(x_{t−j} − x̄): never negative. Source: Newey and West,
    /// Econometrica 55(3), 1987.
    /// </summary>
    /// <param name="values">T values, 1 or more.</param>
    /// <param name="lag">0 or more; no lag beyond T − 1 adds anything.</param>
    public static double Bartlett(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        var centred = Centred(values);
        var variance = Autocovariance(centred, 0);
        for (var j = 1; j <= Math.Min(lag, values.Length - 1); j++)
            variance += 2 * (1 - j / (lag + 1.0)) * Autocovariance(centred, j);
        return variance;
    }

    /// <summary>
    /// What the stationary bootstrap with restart probability q makes of it: γ₀ + 2·Σ κ_i·γ_i with
    /// κ_i = ((T − i)/T)·(1 − q)^i + (i/T)·(1 − q)^(T − i). Source: Politis and Romano, J. American Statistical Association 89, 1994.
    /// </summary>
    /// <param name="values">T values, 1 or more.</param>
    /// <param name="restart">q, above 0, at most 1: one over the mean length of a block.</param>
    public static double Stationary(ReadOnlySpan<double> values, double restart)
    {
        var centred = Centred(values);
        var n = (double)values.Length;
        var variance = Autocovariance(centred, 0);
        for (var i = 1; i < values.Length; i++)
        {
            var weight = (n - i) / n * Math.Pow(1 - restart, i) + i / n * Math.Pow(1 - restart, n - i);
            variance += 2 * weight * Autocovariance(centred, i);
        }
        return variance;
    }

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        var mean = FixedOrder.Sum(values) / values.Length;
        var centred = new double[values.Length];
        for (var t = 0; t < centred.Length; t++)
            centred[t] = values[t] - mean;
        return centred;
    }

    private static double Autocovariance(ReadOnlySpan<double> centred, int lag) =>
        FixedOrder.Dot(centred[lag..], centred[..^lag]) / centred.Length;
}

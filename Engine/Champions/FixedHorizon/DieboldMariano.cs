using Huracan.Contracts.Champions;
using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Champions.FixedHorizon;

/// <summary>
/// Diebold and Mariano's test of "the challenger's losses are lower", one-sided, for one look at a moment chosen beforehand:
/// DM = d̄/√(LRV/T) over the loss differences d, with Bartlett's weights, which cannot make the variance negative as equal ones can, times
/// Harvey, Leybourne and Newbold's factor, against Student's t with T − 1 degrees of freedom. Sources: Diebold and Mariano, J. Business and
/// Economic Statistics 13(3), 1995; Harvey, Leybourne and Newbold, Int. J. Forecasting 13(2), 1997. Formula F8.
/// </summary>
public static class DieboldMariano
{
    /// <summary>Tests loss differences.</summary>
    /// <param name="differences">Loss of the champion less that of the challenger, in order of time; all known.</param>
    /// <param name="horizon">h, bars until an outcome is known, 1 or more.</param>
    /// <param name="lag">Lag of the variance; null takes the greater of h − 1 and ⌊4·(T/100)^(2/9)⌋, Newey and West's usual one.</param>
    /// <returns>NaN without variance or with fewer than 2·h differences.</returns>
    public static TestResult Test(ReadOnlySpan<double> differences, int horizon, int? lag = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var n = differences.Length;
        if (n < Math.Max(2, 2 * horizon))
            return new TestResult(double.NaN, double.NaN);
        var variance = LongRunVariance.Bartlett(
            differences, lag ?? Math.Max(horizon - 1, (int)(4 * Math.Pow(n / 100.0, 2 / 9.0))));
        if (!(variance > 0))
            return new TestResult(double.NaN, double.NaN);
        var statistic = FixedOrder.Sum(differences) / n / Math.Sqrt(variance / n) * SmallSampleFactor(n, horizon);
        return new TestResult(statistic, StudentT.CDF(0, 1, n - 1, -statistic));
    }

    /// <summary>√((T + 1 − 2h + h(h−1)/T)/T).</summary>
    /// <param name="count">T, 2·h or more.</param>
    /// <param name="horizon">h, 1 or more.</param>
    public static double SmallSampleFactor(int count, int horizon) =>
        Math.Sqrt((count + 1 - 2.0 * horizon + (double)horizon * (horizon - 1) / count) / count);
}

using MathNet.Numerics;

namespace Huracan.Engine.Search.Samplers;

/// <summary>The normal distribution between two bounds.</summary>
internal static class TruncatedNormal
{
    /// <summary>
    /// Logarithm of the share of a standard normal between <paramref name="a"/> and <paramref name="b"/>, a below b; exact far out in
    /// either tail.
    /// </summary>
    public static double LogMass(double a, double b)
    {
        if (a > 0)
            (a, b) = (-b, -a); // the left tail loses no digits
        if (b <= 0)
        {
            // log(Phi(b) - Phi(a)), both small: the greater is taken out.
            var (high, low) = (LogCumulative(b), LogCumulative(a));
            return high + Math.Log(-SpecialFunctions.Expm1(low - high));
        }
        return SpecialFunctions.Log1p(-Cumulative(a) - Cumulative(-b));
    }

    /// <summary>
    /// The value below which the share <paramref name="q"/> of a normal of this centre and width lies, of what is within the bounds.
    /// </summary>
    public static double Quantile(double q, double mean, double sigma, double low, double high)
    {
        var (a, b) = ((low - mean) / sigma, (high - mean) / sigma);
        // In the right tail shares come close to 1 and lose their digits: mirrored they do not.
        if (a > 0)
            return 2 * mean - Quantile(1 - q, mean, sigma, 2 * mean - high, 2 * mean - low);
        var (from, to) = (Cumulative(a), Cumulative(b));
        var share = from + q * (to - from);
        var z = share < 0.5 ? Inverse(share) : -Inverse(Cumulative(-b) + (1 - q) * (to - from));
        return Math.Clamp(mean + sigma * z, low, high);
    }

    private static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    private static double Inverse(double share) =>
        share <= 0 ? double.NegativeInfinity : -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * share);

    // Beyond about -37 the share underflows; the asymptotic series is exact to a part in a thousand million from -14 on.
    private static double LogCumulative(double z)
    {
        if (z > -14)
            return Math.Log(Cumulative(z));
        var square = 1 / (z * z);
        var series = 1 - square * (1 - 3 * square * (1 - 5 * square * (1 - 7 * square * (1 - 9 * square))));
        return -0.5 * z * z - Math.Log(-z) - 0.5 * Math.Log(2 * Math.PI) + Math.Log(series);
    }
}

using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>
/// The Sharpe ratio of per-bar returns with the moments of its standard error. Never annualised here. Sources: Bailey and López de Prado,
/// "The Sharpe Ratio Efficient Frontier", J. of Risk 15(2), 2012 (F1); "The Deflated Sharpe Ratio", J. Portfolio Management 40(5), 2014
/// (F2).
/// </summary>
/// <param name="Bars">Number of returns T.</param>
/// <param name="Mean">Mean return; NaN without any.</param>
/// <param name="Deviation">Standard deviation (T − 1); NaN below two returns.</param>
/// <param name="Skewness">γ3, moment ratio; NaN without variance.</param>
/// <param name="Kurtosis">γ4, raw (normal = 3); NaN without variance.</param>
public readonly record struct SharpeStatistics(int Bars, double Mean, double Deviation, double Skewness, double Kurtosis)
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>Mean over deviation per bar; NaN without variance.</summary>
    public double Ratio => Deviation > 0 ? Mean / Deviation : double.NaN;

    /// <summary>Standard error of <see cref="Ratio"/> (the denominator of PSR); NaN where undefined.</summary>
    public double StandardError => Math.Sqrt(Radicand(Ratio, Skewness, Kurtosis) / (Bars - 1));

    /// <summary>Probability that the true ratio is above <paramref name="benchmark"/>; NaN where undefined.</summary>
    public double ProbabilisticSharpe(double benchmark = 0) => Psr(Ratio, Bars, Skewness, Kurtosis, benchmark);

    /// <summary>
    /// F1: bars from which on a true ratio of <paramref name="benchmark"/> or less is rejected at <paramref name="alpha"/>, if the moments
    /// stay as they are.
    /// </summary>
    public double MinimumTrackRecord(double alpha = 0.05, double benchmark = 0) =>
        MinimumTrackRecord(Ratio, Skewness, Kurtosis, alpha, benchmark);

    /// <summary>Measures a series of returns.</summary>
    public static SharpeStatistics Of(ReadOnlySpan<double> returns)
    {
        var n = returns.Length;
        var sum = 0.0;
        foreach (var r in returns)
            sum += r;
        var mean = sum / n;
        double two = 0, three = 0, four = 0, largest = 0;
        foreach (var r in returns)
        {
            var d = r - mean;
            two += d * d;
            three += d * d * d;
            four += d * d * d * d;
            largest = Math.Max(largest, Math.Abs(r));
        }
        // Equal returns give a variance of rounding errors only, which counts as 0.
        if (two <= n * Math.Pow(1e-14 * largest, 2))
            two = 0;
        var variance = two / n;
        return new SharpeStatistics(
            n, mean, n < 2 ? double.NaN : Math.Sqrt(two / (n - 1)), three / n / Math.Pow(variance, 1.5), four / n / (variance * variance));
    }

    /// <summary>
    /// F1: Φ((SR − SR*)·√(T−1) / √(1 − γ3·SR + (γ4−1)/4·SR²)). NaN where a number is NaN, T is below 2 or the radicand is not positive.
    /// </summary>
    /// <param name="ratio">SR per bar.</param>
    /// <param name="bars">T.</param>
    /// <param name="skewness">γ3.</param>
    /// <param name="kurtosis">γ4, raw.</param>
    /// <param name="benchmark">SR* per bar.</param>
    public static double Psr(double ratio, double bars, double skewness, double kurtosis, double benchmark = 0)
    {
        var z = (ratio - benchmark) * Math.Sqrt(bars - 1) / Math.Sqrt(Radicand(ratio, skewness, kurtosis));
        return double.IsNaN(z) || bars < 2 ? double.NaN : Normal.CDF(0, 1, z);
    }

    /// <summary>
    /// F2: expected maximum ratio of N independent trials without skill,
    /// √V·((1−γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))).
    /// </summary>
    /// <param name="variance">V, variance of the per-bar ratios over the tries, 0 or more.</param>
    /// <param name="tries">N, 2 or more; pruned and failed ones count.</param>
    public static double ExpectedMaximum(double variance, double tries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        return Math.Sqrt(variance) * ((1 - EulerGamma) * Normal.InvCDF(0, 1, 1 - 1 / tries)
            + EulerGamma * Normal.InvCDF(0, 1, 1 - 1 / (tries * Math.E)));
    }

    /// <summary>F2: PSR against <see cref="ExpectedMaximum"/>.</summary>
    /// <param name="ratio">SR per bar of the one chosen.</param>
    /// <param name="bars">T.</param>
    /// <param name="skewness">γ3.</param>
    /// <param name="kurtosis">γ4, raw.</param>
    /// <param name="variance">V.</param>
    /// <param name="tries">N, 2 or more.</param>
    public static double DeflatedSharpe(double ratio, double bars, double skewness, double kurtosis, double variance, double tries) =>
        Psr(ratio, bars, skewness, kurtosis, ExpectedMaximum(variance, tries));

    /// <summary>
    /// F1: minimum track record, 1 + (1 − γ3·SR + (γ4−1)/4·SR²)·(z_{1−α}/(SR − SR*))², the T at which PSR reaches 1 − α. Infinite where
    /// SR is SR* or less; NaN where a number is NaN or the radicand is not positive.
    /// </summary>
    /// <param name="ratio">SR per bar.</param>
    /// <param name="skewness">γ3.</param>
    /// <param name="kurtosis">γ4, raw.</param>
    /// <param name="alpha">α, above 0, at most 0.5.</param>
    /// <param name="benchmark">SR* per bar.</param>
    public static double MinimumTrackRecord(double ratio, double skewness, double kurtosis, double alpha = 0.05, double benchmark = 0) =>
        ratio <= benchmark
            ? double.PositiveInfinity
            : 1 + Radicand(ratio, skewness, kurtosis) * Math.Pow(Normal.InvCDF(0, 1, 1 - alpha) / (ratio - benchmark), 2);

    private static double Radicand(double ratio, double skewness, double kurtosis)
    {
        var value = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio;
        return value > 0 ? value : double.NaN;
    }
}

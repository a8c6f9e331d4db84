namespace Huracan.Engine.Leakage.Statistics;

/// <summary>What tells how a sample was scaled.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation, of the sample itself (divided by its size).</param>
/// <param name="Median">Median.</param>
/// <param name="Quartiles">Distance of the quartiles, linear between order statistics.</param>
/// <param name="Kind">The scaler that was fitted on exactly this sample; null where none is recognised.</param>
/// <param name="IsVaried">
/// Whether at least half of its values differ: medians and extremes of others, such as flags and hours, reach such numbers by themselves.
/// </param>
internal sealed record ScaleFigures(double Mean, double Deviation, double Median, double Quartiles, ScalerKind? Kind, bool IsVaried)
{
    private const double Exact = 1e-5; // an honest column of autocorrelated values misses 0 and 1 by 0.01 and more
    private const int FewestDistinct = 3; // two values of equal frequency have mean 0 and deviation 1 by themselves
    private const double Rounding = 1e-6; // of an extreme that was kept as a float
    private const double NormalQuartiles = 1.3489795003921634;

    /// <summary>Measures a sample of one value or more.</summary>
    /// <param name="sorted">Its values, finite and ascending.</param>
    public static ScaleFigures Of(ReadOnlySpan<double> sorted)
    {
        var n = sorted.Length;
        var mean = FixedOrder.Sum(sorted) / n;
        double squares = 0;
        var distinct = 1;
        for (var i = 0; i < n; i++)
        {
            squares += (sorted[i] - mean) * (sorted[i] - mean);
            distinct += i > 0 && sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        var figures = new ScaleFigures(
            mean, Math.Sqrt(squares / n), At(sorted, 0.5), At(sorted, 0.75) - At(sorted, 0.25), null, distinct >= n / 2);
        return figures with { Kind = figures.KindOf(sorted, distinct, Math.Sqrt(squares / Math.Max(1, n - 1))) };
    }

    /// <summary>
    /// How far it is from what a scaler leaves: |mean| + |deviation − 1|, or the same of median and quartiles, whichever is less.
    /// </summary>
    public double Distance => Math.Min(
        Math.Abs(Mean) + Math.Abs(Deviation - 1),
        Math.Abs(Median) + Math.Min(Math.Abs(Quartiles - 1), Math.Abs(Quartiles / NormalQuartiles - 1)));

    private ScalerKind? KindOf(ReadOnlySpan<double> sorted, int distinct, double sampleDeviation)
    {
        if (distinct >= FewestDistinct && Is(Mean, 0) && (Is(Deviation, 1) || Is(sampleDeviation, 1)))
            return ScalerKind.Standard;
        if (!IsVaried || sorted.Length < FewestDistinct)
            return null;
        if (Is(Median, 0) && (Is(Quartiles, 1) || Is(Quartiles, NormalQuartiles)))
            return ScalerKind.Robust;
        var reachesLow = Math.Min(Math.Abs(sorted[0]), Math.Abs(sorted[0] + 1)) <= Rounding;
        return reachesLow && Math.Abs(sorted[^1] - 1) <= Rounding && sorted[1] > sorted[0] && sorted[^2] < sorted[^1]
            ? ScalerKind.MinMax
            : null;
    }

    private static bool Is(double value, double exact) => Math.Abs(value - exact) <= Exact;

    private static double At(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

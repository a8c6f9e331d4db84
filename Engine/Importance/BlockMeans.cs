using Huracan.Contracts.Reports;
using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Importance;

/// <summary>
/// The mean of a series by the means of its blocks, which are nearly independent where a block is longer than what its values share
/// (batch means; Schmeiser, "Batch Size Effects in the Analysis of Simulation Output", Operations Research 30(3), 1982).
/// </summary>
internal static class BlockMeans
{
    private const double Level = 0.95;

    /// <summary>Mean, interval and p-value by Student's t with one degree of freedom less than blocks; not corrected.</summary>
    public static LossIncrease Of(ReadOnlySpan<double> means)
    {
        var mean = FixedOrder.Sum(means) / means.Length;
        if (means.Length < MeasuredBlocks.Fewest)
            return new LossIncrease(mean, double.NaN, double.NaN, double.NaN, 1, 1, false);
        var squares = 0.0;
        foreach (var value in means)
            squares += (value - mean) * (value - mean);
        var error = Math.Sqrt(squares / (means.Length - 1) / means.Length);
        if (!(error > 0))
            return LossIncrease.None with { Mean = mean };
        var freedom = means.Length - 1.0;
        var half = error * StudentT.InvCDF(0, 1, freedom, (1 + Level) / 2);
        var p = Math.Clamp(2 * StudentT.CDF(0, 1, freedom, -Math.Abs(mean) / error), 0, 1);
        return new LossIncrease(mean, error, mean - half, mean + half, p, p, false);
    }
}

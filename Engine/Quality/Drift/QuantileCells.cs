namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// Cells that cut the real line at nine quantiles of a sample, each closed above and open below, the outermost unbounded. The quantiles
/// are values of the sample and not between two, so that a strictly increasing map of all values changes no count. A value that is two
/// quantiles or more, hence a tenth of the sample or more, has a cell of its own: what moves away from it to either side is seen.
/// </summary>
internal readonly struct QuantileCells
{
    /// <summary>Most cells there can be.</summary>
    public const int Most = 10;

    // Ends of the cells but for the last, ascending; +∞ behind them, which no value exceeds.
    private readonly double[] ends;

    /// <summary>Cuts at the quantiles of a sample.</summary>
    /// <param name="sorted">The sample in ascending order; one value or more, finite.</param>
    public QuantileCells(ReadOnlySpan<double> sorted)
    {
        ends = new double[Most - 1];
        ends.AsSpan().Fill(double.PositiveInfinity);
        var count = 0;
        for (var k = 1; k < Most; k++)
        {
            var quantile = Quantile(sorted, k);
            if (count > 0 && ends[count - 1] == quantile)
                continue;
            if (k + 1 < Most && Quantile(sorted, k + 1) == quantile)
                ends[count++] = double.BitDecrement(quantile);
            ends[count++] = quantile;
        }
    }

    /// <summary>Cells of a reference that was saved.</summary>
    /// <param name="finite">Its <see cref="Ends"/>; fewer than <see cref="Most"/>, ascending.</param>
    public QuantileCells(IReadOnlyList<double> finite)
    {
        ends = new double[Most - 1];
        ends.AsSpan().Fill(double.PositiveInfinity);
        for (var i = 0; i < finite.Count; i++)
            ends[i] = finite[i];
    }

    /// <summary>Ends of the cells, ascending; what lies above the last one is a cell as well.</summary>
    public double[] Ends => Array.FindAll(ends, double.IsFinite);

    /// <summary>Number of the cell a value lies in, from 0; below <see cref="Most"/>.</summary>
    public int Of(double value)
    {
        // Without branches: nine comparisons are faster than a search whose turns cannot be foretold.
        var e = ends;
        return At(e[0], value) + At(e[1], value) + At(e[2], value) + At(e[3], value) + At(e[4], value) + At(e[5], value)
            + At(e[6], value) + At(e[7], value) + At(e[8], value);

        static int At(double end, double value) => end < value ? 1 : 0;
    }

    /// <summary>Adds the values of a sample to the counts of their cells.</summary>
    public void Count(ReadOnlySpan<double> sample, Span<int> counts)
    {
        foreach (var value in sample)
            counts[Of(value)]++;
    }

    // The smallest value that k tenths of the sample do not exceed.
    private static double Quantile(ReadOnlySpan<double> sorted, int k) => sorted[(int)(((long)k * sorted.Length + Most - 1) / Most) - 1];
}

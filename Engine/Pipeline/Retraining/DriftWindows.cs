using Huracan.Engine.Features;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>
/// Windows of one length inside a reference: evenly spaced, no two sharing a bar, the first at its start and the last at its end.
/// </summary>
internal sealed class DriftWindows
{
    private readonly BarRange reference;
    private readonly int bars;
    private readonly int[] counts;

    private DriftWindows(BarRange reference, int bars, int count)
    {
        this.reference = reference;
        this.bars = bars;
        Count = count;
        counts = new int[count * QuantileCells.Most];
    }

    /// <summary>Number of windows.</summary>
    public int Count { get; }

    /// <summary>As many windows of some bars as fit, and at most <paramref name="most"/>.</summary>
    public static DriftWindows Of(BarRange reference, int bars, int most) =>
        new(reference, bars, Math.Min(reference.Length / bars, most));

    /// <summary>PSI of each feature in each window against the rest of the reference, and of the newest bars against all of it.</summary>
    /// <param name="matrix">The features.</param>
    /// <param name="newest">Bars after the reference, as many as a window has.</param>
    /// <returns>For each feature one number for each window, then that of <paramref name="newest"/>.</returns>
    public double[][] Indices(FeatureMatrix matrix, BarRange newest)
    {
        var sorted = new double[reference.Length];
        return Array.ConvertAll(matrix.Columns, column =>
        {
            column.AsSpan(reference.Start, reference.Length).CopyTo(sorted);
            Array.Sort(sorted);
            return Indices(column, new QuantileCells(sorted), newest);
        });
    }

    // The cells are those of the whole reference for every window, so that each bar is put into its cell once.
    private double[] Indices(ReadOnlySpan<double> column, QuantileCells cells, BarRange newest)
    {
        Span<int> total = stackalloc int[QuantileCells.Most];
        Span<int> other = stackalloc int[QuantileCells.Most];
        total.Clear();
        other.Clear();
        Array.Clear(counts);
        var next = reference.Start;
        for (var w = 0; w < Count; w++)
        {
            var start = StartOf(w);
            cells.Count(column[next..start], total);
            next = start + bars;
            var window = CountsOf(w);
            cells.Count(column[start..next], window);
            for (var i = 0; i < window.Length; i++)
                total[i] += window[i];
        }
        cells.Count(column[next..reference.End], total);

        var indices = new double[Count + 1];
        cells.Count(column[newest.Start..newest.End], other);
        indices[Count] = PopulationStability.OfCounts(total, other);
        for (var w = 0; w < Count; w++)
        {
            var window = CountsOf(w);
            for (var i = 0; i < window.Length; i++)
                other[i] = total[i] - window[i];
            indices[w] = PopulationStability.OfCounts(other, window);
        }
        return indices;
    }

    private Span<int> CountsOf(int w) => counts.AsSpan(w * QuantileCells.Most, QuantileCells.Most);

    private int StartOf(int w) => reference.Start + (Count == 1 ? 0 : (int)((long)w * (reference.Length - bars) / (Count - 1)));
}

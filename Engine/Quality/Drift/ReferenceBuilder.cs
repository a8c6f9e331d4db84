using Huracan.Engine.Splits;

namespace Huracan.Engine.Quality.Drift;

/// <summary>Describes training data, so that later data can be compared with them.</summary>
public static class ReferenceBuilder
{
    /// <summary>Fewest windows that say what is usual of windows.</summary>
    public const int LeastWindows = 20;

    /// <summary>Fewest rows that distances are told from.</summary>
    public const int LeastRows = 200;

    private const int Folds = 5;
    private const int MostRows = 8_000; // more would change the covariance little and cost time with each model
    private const int StepsPerWindow = 4;
    private const double Least = 1e-6; // of what a logarithm is taken of

    /// <summary>Lengths of windows that are looked at, bars, the shortest first.</summary>
    public static IReadOnlyList<int> WindowBars { get; } = [50, 100, 200];

    /// <summary>Describes consecutive bars.</summary>
    /// <param name="names">Name of each feature.</param>
    /// <param name="columns">The features, unscaled, one number per bar; finite within <paramref name="bars"/>.</param>
    /// <param name="centres">Median of each.</param>
    /// <param name="scales">Deviation of each; 0 for one that never changes.</param>
    /// <param name="bars">The bars trained on, from the first to the last; one or more.</param>
    public static DriftReference Of(
        IReadOnlyList<string> names, IReadOnlyList<double[]> columns, IReadOnlyList<double> centres, IReadOnlyList<double> scales,
        BarRange bars)
    {
        var features = new FeatureReference[names.Count];
        var sorted = new double[bars.Length];
        for (var i = 0; i < features.Length; i++)
        {
            var values = columns[i].AsSpan(bars.Start, bars.Length);
            values.CopyTo(sorted);
            Array.Sort(sorted);
            var cells = new QuantileCells(sorted);
            var counts = new int[QuantileCells.Most];
            cells.Count(values, counts);
            features[i] = new FeatureReference(names[i], centres[i], scales[i], cells.Ends, counts[..(cells.Ends.Length + 1)]);
        }
        var rows = Rows(columns, centres, scales, bars);
        var (distance, distances) = Distances(rows);
        return new DriftReference(bars.Length, features, distance, Windows(features, columns, rows, distances, bars), null);
    }

    private static double[][] Rows(
        IReadOnlyList<double[]> columns, IReadOnlyList<double> centres, IReadOnlyList<double> scales, BarRange bars)
    {
        var rows = new double[bars.Length][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new double[columns.Count];
            for (var i = 0; i < columns.Count; i++)
                rows[r][i] = FeatureScale.Of(columns[i][bars.Start + r], centres[i], scales[i]);
        }
        return rows;
    }

    // Each fifth of the time as the other four see it: a row is not to be near because it was learnt from.
    private static (DistanceReference? Reference, double[] Distances) Distances(double[][] rows)
    {
        if (rows.Length < LeastRows)
            return (null, []);
        var distances = new double[rows.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (from, to) = (rows.Length * fold / Folds, rows.Length * (fold + 1) / Folds);
            var others = ShrunkCovariance.Of(Thinned([.. rows[..from], .. rows[to..]]));
            for (var r = from; r < to; r++)
                distances[r] = others.Distance(rows[r]);
        }
        var ordered = distances.Order().ToArray();
        var tail = Math.Max(10, ordered.Length / 100);
        var start = Math.Max(ordered[^(tail + 1)], Least);
        var index = ordered[^tail..].Average(distance => Math.Log(Math.Max(distance, start) / start));
        var reference = new DistanceReference(
            ShrunkCovariance.Of(Thinned(rows)), ordered[ordered.Length / 2], ordered[(int)(0.999 * (ordered.Length - 1))], ordered[^1], index);
        return (reference, distances);
    }

    private static double[][] Thinned(double[][] rows)
    {
        var step = (rows.Length + MostRows - 1) / MostRows;
        return step == 1 ? rows : [.. rows.Where((_, r) => r % step == 0)];
    }

    private static WindowReference[] Windows(
        FeatureReference[] features, IReadOnlyList<double[]> columns, double[][] rows, double[] distances, BarRange bars) =>
        [.. WindowBars.Where(length => distances.Length >= length * LeastWindows).Select(
            length => Window(features, columns, rows, distances, bars, length))];

    private static WindowReference Window(
        FeatureReference[] features, IReadOnlyList<double[]> columns, double[][] rows, double[] distances, BarRange bars, int length)
    {
        var step = length / StepsPerWindow;
        var count = (bars.Length - length) / step + 1;
        var indices = new double[features.Length][];
        Span<int> window = stackalloc int[QuantileCells.Most];
        Span<int> rest = stackalloc int[QuantileCells.Most];
        for (var i = 0; i < features.Length; i++)
        {
            var cells = new QuantileCells(features[i].Ends);
            indices[i] = new double[count];
            for (var w = 0; w < count; w++)
            {
                window.Clear();
                rest.Clear();
                cells.Count(columns[i].AsSpan(bars.Start + w * step, length), window);
                for (var cell = 0; cell < features[i].Counts.Count; cell++)
                    rest[cell] = features[i].Counts[cell] - window[cell];
                indices[i][w] = PopulationStability.OfCounts(rest, window);
            }
        }
        var usual = Array.ConvertAll(indices, of => of.Average());
        var windowMeans = Enumerable.Range(0, count).Select(w => MeansOf(rows.AsSpan(w * step, length))).ToArray();
        var means = new double[features.Length];
        var spreads = new double[features.Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = windowMeans.Average(of => of[i]);
            spreads[i] = Math.Sqrt(windowMeans.Sum(of => (of[i] - means[i]) * (of[i] - means[i])) / (count - 1));
        }
        var at = new double[features.Length];
        var excesses = new double[count];
        for (var w = 0; w < count; w++)
        {
            for (var i = 0; i < at.Length; i++)
                at[i] = indices[i][w];
            excesses[w] = Math.Max(Least, Excess(at, usual));
        }
        var far = Enumerable.Range(0, count).Select(w => Math.Max(Least, FixedOrder.Sum(distances.AsSpan(w * step, length)) / length));
        return new WindowReference(
            length, usual, means, spreads, UsualRange.Of(excesses),
            UsualRange.Of([.. windowMeans.Select(of => Math.Max(Least, GreatestTenth(Shifts(of, means, spreads))))]),
            UsualRange.Of([.. far]));
    }

    internal static double[] MeansOf(ReadOnlySpan<double[]> rows)
    {
        var means = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < means.Length; i++)
                means[i] += row[i];
        }
        for (var i = 0; i < means.Length; i++)
            means[i] /= rows.Length;
        return means;
    }

    internal static double[] Shifts(double[] of, IReadOnlyList<double> means, IReadOnlyList<double> spreads)
    {
        var shifts = new double[of.Length];
        for (var i = 0; i < shifts.Length; i++)
            shifts[i] = spreads[i] > 0 ? Math.Abs(of[i] - means[i]) / spreads[i] : 0;
        return shifts;
    }

    internal static double GreatestTenth(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var count = Math.Max(1, sorted.Length / 10);
        return FixedOrder.Sum(sorted.AsSpan(sorted.Length - count)) / count;
    }

    /// <summary>Mean of the greatest tenth of the indices over what is usual; a feature that never changes differs nowhere.</summary>
    internal static double Excess(ReadOnlySpan<double> indices, IReadOnlyList<double> usual)
    {
        var ratios = new double[indices.Length];
        for (var i = 0; i < ratios.Length; i++)
            ratios[i] = usual[i] > 0 ? indices[i] / usual[i] : 0;
        return GreatestTenth(ratios);
    }
}

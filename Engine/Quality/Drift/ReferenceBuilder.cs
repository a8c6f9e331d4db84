using Huracan.Engine.Splits;

namespace Huracan.Engine.Quality.Drift;

/// <summary>Describes training data, so that later data can be compared with them.</summary>
public static class ReferenceBuilder
{
    /// <summary>Bars of a window whose shares and distances are looked at.</summary>
    public const int ShortBars = 50;

    /// <summary>Bars of a window whose means are looked at.</summary>
    public const int LongBars = 100;

    /// <summary>Windows, were they side by side, that say at least what is usual of windows.</summary>
    public const int LeastWindows = 20;

    /// <summary>Fewest rows that distances are told from.</summary>
    public const int LeastRows = 200;

    private const int Folds = 5;
    private const int MostRows = 8_000; // more would change the covariance little and cost time with each model
    private const int StepsPerWindow = 4;
    private const double Least = 1e-6; // of what a logarithm is taken of

    /// <summary>Describes consecutive bars.</summary>
    /// <param name="names">Name of each feature.</param>
    /// <param name="columns">The features, unscaled, one number per bar; finite within <paramref name="bars"/>.</param>
    /// <param name="centres">Median of each.</param>
    /// <param name="scales">Deviation of each; 0 for one that never changes.</param>
    /// <param name="bars">The bars trained on, from the first to the last; one or more.</param>
    /// <returns>What can be told of so many bars; <see cref="DriftReference.Direction"/> is for the caller to add.</returns>
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
        var rows = new double[bars.Length][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new double[features.Length];
            for (var i = 0; i < features.Length; i++)
                rows[r][i] = FeatureScale.Of(columns[i][bars.Start + r], centres[i], scales[i]);
        }
        return new DriftReference(
            bars.Length, features, Distances(Array.ConvertAll(rows, row => Array.ConvertAll(row, FeatureScale.Rooted))),
            bars.Length >= ShortBars * LeastWindows ? Shares(features, columns, bars) : null,
            bars.Length >= LongBars * LeastWindows ? Shift(rows) : null, null);
    }

    /// <summary>Mean of the greatest tenth of some numbers, at least of one.</summary>
    internal static double GreatestTenth(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var count = Math.Max(1, sorted.Length / 10);
        return FixedOrder.Sum(sorted.AsSpan(sorted.Length - count)) / count;
    }

    /// <summary>Geometric mean of distances.</summary>
    internal static double GeometricMean(ReadOnlySpan<double> distances)
    {
        double sum = 0;
        foreach (var distance in distances)
            sum += Math.Log(Math.Max(Least, distance));
        return Math.Exp(sum / distances.Length);
    }

    /// <summary>Mean of each feature over rows z, wild ones tamed.</summary>
    internal static double[] TamedMeans(ReadOnlySpan<double[]> rows)
    {
        var means = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < means.Length; i++)
                means[i] += FeatureScale.Tamed(row[i]) / rows.Length;
        }
        return means;
    }

    /// <summary>Each number over what is usual of it; 0 where nothing is.</summary>
    internal static double[] Over(double[] values, IReadOnlyList<double> usual) =>
        [.. values.Select((value, i) => usual[i] > 0 ? value / usual[i] : 0)];

    // Each fifth of the time as the other four see it: a row is not to be near because it was learnt from.
    private static DistanceReference? Distances(double[][] rows)
    {
        if (rows.Length < LeastRows)
            return null;
        var distances = new double[rows.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (from, to) = (rows.Length * fold / Folds, rows.Length * (fold + 1) / Folds);
            var others = ShrunkCovariance.Of(Thinned([.. rows[..from], .. rows[to..]]));
            for (var r = from; r < to; r++)
                distances[r] = Math.Max(Least, others.Distance(rows[r]));
        }
        var ordered = distances.Order().ToArray();
        var tail = Math.Max(10, ordered.Length / 100);
        var start = ordered[^(tail + 1)];
        UsualRange? range = rows.Length < ShortBars * LeastWindows ? null : UsualRange.Of(
            [.. Starts(rows.Length, ShortBars).Select(at => GeometricMean(distances.AsSpan(at, ShortBars)))]);
        return new DistanceReference(
            ShrunkCovariance.Of(Thinned(rows)), ordered[(int)(0.999 * (ordered.Length - 1))], ordered[^1],
            ordered[^tail..].Average(distance => Math.Log(distance / start)), ShortBars, range);
    }

    private static SharesReference Shares(FeatureReference[] features, IReadOnlyList<double[]> columns, BarRange bars)
    {
        var starts = Starts(bars.Length, ShortBars);
        var windows = Array.ConvertAll(starts, _ => new double[features.Length]);
        Span<int> window = stackalloc int[QuantileCells.Most];
        Span<int> rest = stackalloc int[QuantileCells.Most];
        for (var i = 0; i < features.Length; i++)
        {
            var cells = new QuantileCells(features[i].Ends);
            for (var w = 0; w < starts.Length; w++)
            {
                window.Clear();
                rest.Clear();
                cells.Count(columns[i].AsSpan(bars.Start + starts[w], ShortBars), window);
                for (var cell = 0; cell < features[i].Counts.Count; cell++)
                    rest[cell] = features[i].Counts[cell] - window[cell];
                windows[w][i] = PopulationStability.OfCounts(rest, window);
            }
        }
        var usual = Enumerable.Range(0, features.Length).Select(i => windows.Average(of => of[i])).ToArray();
        return new SharesReference(
            ShortBars, usual, UsualRange.Of([.. windows.Select(of => Math.Max(Least, GreatestTenth(Over(of, usual))))]));
    }

    private static ShiftReference Shift(double[][] rows)
    {
        var windows = Array.ConvertAll(Starts(rows.Length, LongBars), at => TamedMeans(rows.AsSpan(at, LongBars)));
        var means = new double[rows[0].Length];
        var spreads = new double[means.Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = windows.Average(of => of[i]);
            spreads[i] = Math.Sqrt(windows.Sum(of => (of[i] - means[i]) * (of[i] - means[i])) / (windows.Length - 1));
        }
        return new ShiftReference(
            LongBars, means, spreads,
            UsualRange.Of([.. windows.Select(of => Math.Max(Least, GreatestTenth(Shifts(of, means, spreads))))]));
    }

    /// <summary>How far means lie from those of the training data, in standard deviations of such means.</summary>
    internal static double[] Shifts(double[] of, IReadOnlyList<double> means, IReadOnlyList<double> spreads) =>
        Over([.. of.Select((mean, i) => Math.Abs(mean - means[i]))], spreads);

    private static int[] Starts(int length, int bars) =>
        [.. Enumerable.Range(0, (length - bars) * StepsPerWindow / bars + 1).Select(w => w * bars / StepsPerWindow)];

    private static double[][] Thinned(double[][] rows)
    {
        var step = (rows.Length + MostRows - 1) / MostRows;
        return step == 1 ? rows : [.. rows.Where((_, r) => r % step == 0)];
    }
}

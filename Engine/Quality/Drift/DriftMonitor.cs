using System.Globalization;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// Follows the features of consecutive bars and compares its newest windows with the training data. Adding a bar costs about as much as
/// one distance, whatever the windows' lengths.
/// </summary>
public sealed class DriftMonitor
{
    private readonly DriftReference reference;
    private readonly DriftOptions options;
    private readonly QuantileCells[] cells;
    private readonly byte[] ring; // cell of each feature, bar after bar
    private readonly double[] distances;
    private readonly double[][] rows; // on the scale of distances
    private readonly int[][] counts; // of each window: of each feature: of each cell
    private readonly double[] scaled;
    private readonly int longest;

    /// <summary>Begins without any bar.</summary>
    /// <param name="reference">The training data.</param>
    /// <param name="options">The limits; null takes the defaults.</param>
    public DriftMonitor(DriftReference reference, DriftOptions? options = null)
    {
        (this.reference, this.options) = (reference, options ?? new DriftOptions());
        var width = reference.Features.Count;
        cells = [.. reference.Features.Select(feature => new QuantileCells(feature.Ends))];
        longest = reference.Windows.Count == 0 ? 1 : reference.Windows[^1].Bars;
        ring = new byte[longest * width];
        distances = new double[longest];
        rows = [.. Enumerable.Range(0, longest).Select(_ => new double[width])];
        counts = [.. reference.Windows.Select(_ => new int[width * QuantileCells.Most])];
        scaled = new double[width];
    }

    /// <summary>Bars so far.</summary>
    public int Bars { get; private set; }

    /// <summary>Takes the next bar.</summary>
    /// <param name="row">Its features, unscaled, in the reference's order; finite.</param>
    public void Add(ReadOnlySpan<double> row)
    {
        var width = cells.Length;
        var slot = Bars % longest;
        for (var w = 0; w < counts.Length; w++)
        {
            var length = reference.Windows[w].Bars;
            if (Bars < length)
                continue;
            var oldest = ring.AsSpan((Bars - length) % longest * width, width);
            for (var i = 0; i < width; i++)
                counts[w][i * QuantileCells.Most + oldest[i]]--;
        }
        for (var i = 0; i < width; i++)
        {
            var cell = cells[i].Of(row[i]);
            ring[slot * width + i] = (byte)cell;
            foreach (var window in counts)
                window[i * QuantileCells.Most + cell]++;
        }
        distances[slot] = Distance(row);
        scaled.CopyTo(rows[slot], 0);
        Bars++;
    }

    /// <summary>Judges the newest bar by itself.</summary>
    /// <param name="row">Its features, unscaled.</param>
    /// <returns>Null where the training data were too few to tell.</returns>
    public DriftFinding? JudgeRow(ReadOnlySpan<double> row)
    {
        if (reference.Distance is not { } usual)
            return null;
        var (distance, limit) = (Distance(row), RowLimit(usual, options.RowBars));
        if (!(distance > limit))
            return new DriftFinding(
                DriftFinding.OutOfDistribution, DriftLevel.Ok, distance, limit, Text($"the row's distance is {distance:0.00}"));
        var most = usual.Covariance.MostOf(scaled);
        var feature = reference.Features[most];
        return new DriftFinding(
            DriftFinding.OutOfDistribution, DriftLevel.Alarm, distance, limit,
            Text($"the features are far outside of the training data: distance {distance:0.0}, above {limit:0.0}; ")
                + Text($"most by '{feature.Name}', which is {row[most]:G4} and was {feature.Centre:G4} ± {feature.Scale:G3} in training"));
    }

    /// <summary>Judges the newest windows; only those that are full.</summary>
    /// <returns>A finding for each length of window and each of the two measures.</returns>
    public IReadOnlyList<DriftFinding> JudgeWindows()
    {
        var findings = new List<DriftFinding>();
        for (var w = 0; w < counts.Length; w++)
        {
            var window = reference.Windows[w];
            if (Bars < window.Bars)
                continue;
            findings.Add(Shares(window, counts[w]));
            findings.Add(Shift(window));
            double sum = 0;
            for (var back = 1; back <= window.Bars; back++)
                sum += distances[(Bars - back) % longest];
            findings.Add(Finding(
                DriftFinding.OutOfDistribution, sum / window.Bars, window.Distance,
                Text($"the newest {window.Bars} bars lie far from the training data: mean distance"), ""));
        }
        return findings;
    }

    /// <summary>Distance from which one row is far out: the farthest hundredth of the training data's, continued to one in some bars.</summary>
    /// <param name="usual">Distances of the training data.</param>
    /// <param name="bars">Bars of which one is as far out by chance, 100 or more.</param>
    public static double RowLimit(DistanceReference usual, double bars)
    {
        var tail = Math.Max(1, bars / 100);
        var start = usual.Unusual * Math.Pow(0.1, usual.TailIndex); // where the farthest hundredth begins
        return Math.Max(usual.Farthest, start * Math.Pow(tail, usual.TailIndex));
    }

    private DriftFinding Shares(WindowReference window, int[] counted)
    {
        var indices = new double[cells.Length];
        var most = 0;
        Span<int> expected = stackalloc int[QuantileCells.Most];
        for (var i = 0; i < indices.Length; i++)
        {
            expected.Clear();
            for (var cell = 0; cell < reference.Features[i].Counts.Count; cell++)
                expected[cell] = reference.Features[i].Counts[cell];
            indices[i] = PopulationStability.OfCounts(expected, counted.AsSpan(i * QuantileCells.Most, QuantileCells.Most));
            if (Ratio(i) > Ratio(most))
                most = i;
        }
        return Finding(
            DriftFinding.Drift, ReferenceBuilder.Excess(indices, window.Usual), window.Excess,
            Text($"the features of the newest {window.Bars} bars are distributed otherwise than in training: index beside what is usual"),
            Text($"; most in '{reference.Features[most].Name}', whose index is {indices[most]:0.00} and usually {window.Usual[most]:0.00}"));

        double Ratio(int i) => window.Usual[i] > 0 ? indices[i] / window.Usual[i] : 0;
    }

    private DriftFinding Shift(WindowReference window)
    {
        var newest = new double[window.Bars][];
        for (var back = 1; back <= window.Bars; back++)
            newest[^back] = rows[(Bars - back) % longest];
        var shifts = ReferenceBuilder.Shifts(ReferenceBuilder.MeansOf(newest), window.Means, window.Spreads);
        var most = Array.IndexOf(shifts, shifts.Max());
        return Finding(
            DriftFinding.Drift, ReferenceBuilder.GreatestTenth(shifts), window.Shift,
            Text($"the features' means over the newest {window.Bars} bars are shifted: by as many standard deviations of such means:"),
            Text($"; most in '{reference.Features[most].Name}', {shifts[most]:0.0}"));
    }

    private DriftFinding Finding(string rule, double value, UsualRange usual, string subject, string detail)
    {
        var (warn, alarm) = (usual.Beyond(options.WarnDeviations), usual.Beyond(options.AlarmDeviations));
        var level = value > alarm ? DriftLevel.Alarm : value > warn ? DriftLevel.Warn : DriftLevel.Ok;
        var threshold = level == DriftLevel.Alarm ? alarm : warn;
        return new DriftFinding(
            rule, level, value, threshold,
            Text($"{subject} {value:0.00}, {(level == DriftLevel.Ok ? "not above" : "above")} {threshold:0.00}") + detail);
    }

    private double Distance(ReadOnlySpan<double> row)
    {
        if (reference.Distance is not { } usual)
            return 0;
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = FeatureScale.Of(row[i], reference.Features[i].Centre, reference.Features[i].Scale);
        return usual.Covariance.Distance(scaled);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

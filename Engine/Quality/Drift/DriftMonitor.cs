using System.Globalization;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality.Drift;

/// <summary>Follows the features of consecutive bars and compares the newest ones with the training data.</summary>
public sealed class DriftMonitor
{
    private readonly DriftReference reference;
    private readonly DriftOptions options;
    private readonly QuantileCells[] cells;
    private readonly double[][] rows; // z of the newest bars, by bar modulo their number
    private readonly int[][] places; // the cells they lie in
    private readonly double[] distances;
    private readonly int[] counts; // of each feature the newest bars in each cell

    /// <summary>Begins without any bar.</summary>
    /// <param name="reference">The training data.</param>
    /// <param name="options">The limits; null takes the defaults.</param>
    public DriftMonitor(DriftReference reference, DriftOptions? options = null)
    {
        (this.reference, this.options) = (reference, options ?? new DriftOptions());
        var width = reference.Features.Count;
        var kept = Math.Max(1, LongestWindow(reference));
        cells = [.. reference.Features.Select(feature => new QuantileCells(feature.Ends))];
        rows = [.. Enumerable.Range(0, kept).Select(_ => new double[width])];
        places = [.. Enumerable.Range(0, kept).Select(_ => new int[width])];
        distances = new double[kept];
        counts = new int[width * QuantileCells.Most];
    }

    /// <summary>Bars so far.</summary>
    public int Bars { get; private set; }

    /// <summary>Bars that all windows take; 0 where the training data are too few for any.</summary>
    public static int LongestWindow(DriftReference reference) => Math.Max(
        reference.Shift?.Bars ?? 0, Math.Max(reference.Shares?.Bars ?? 0, reference.Distance?.Range is null ? 0 : reference.Distance.Bars));

    /// <summary>Takes the next bar.</summary>
    /// <param name="row">Its features, unscaled, in the reference's order; finite.</param>
    public void Add(ReadOnlySpan<double> row)
    {
        var slot = Bars % rows.Length;
        if (reference.Shares is { } shares)
        {
            if (Bars >= shares.Bars)
                Count(places[(Bars - shares.Bars) % rows.Length], -1);
            for (var i = 0; i < cells.Length; i++)
                places[slot][i] = cells[i].Of(row[i]);
            Count(places[slot], 1);
        }
        Scale(reference, row, rows[slot]);
        distances[slot] = reference.Distance is { } usual ? Distance(usual, rows[slot]) : 0;
        Bars++;
    }

    /// <summary>Judges one bar by itself.</summary>
    /// <param name="reference">The training data.</param>
    /// <param name="row">Its features, unscaled, in the reference's order; finite.</param>
    /// <param name="options">The limits; null takes the defaults.</param>
    /// <returns>Null where the training data are too few to tell.</returns>
    public static DriftFinding? JudgeRow(DriftReference reference, ReadOnlySpan<double> row, DriftOptions? options = null)
    {
        if (reference.Distance is not { } usual)
            return null;
        var scaled = new double[row.Length];
        Scale(reference, row, scaled);
        var (distance, limit) = (Distance(usual, scaled), usual.Beyond((options ?? new DriftOptions()).RowBars));
        if (!(distance > limit))
            return new DriftFinding(DriftFinding.OutOfDistribution, DriftLevel.Ok, distance, limit, "");
        var most = usual.Covariance.MostOf(Array.ConvertAll(scaled, FeatureScale.Rooted));
        var feature = reference.Features[most];
        return new DriftFinding(
            DriftFinding.OutOfDistribution, DriftLevel.Alarm, distance, limit,
            Text($"the features are far outside of the training data: their distance is {distance:0.0}, above {limit:0.0}; most by ")
                + Text($"'{feature.Name}', which is {row[most]:G4} and was {feature.Centre:G4} ± {feature.Scale:G3} in training"));
    }

    /// <summary>Judges the newest windows; only those that are full.</summary>
    /// <returns>Shares, shift and distance, as far as they can be told.</returns>
    public IReadOnlyList<DriftFinding> JudgeWindows()
    {
        var findings = new List<DriftFinding>();
        if (reference.Shares is { } shares && Bars >= shares.Bars)
            findings.Add(Judge(shares));
        if (reference.Shift is { } shift && Bars >= shift.Bars)
            findings.Add(Judge(shift));
        if (reference.Distance is { Range: { } range } distance && Bars >= distance.Bars)
        {
            findings.Add(Finding(
                DriftFinding.OutOfDistribution, ReferenceBuilder.GeometricMean(Newest(distances, distance.Bars)), range,
                options.DistanceWarn,
                Text($"the mean distance of the newest {distance.Bars} bars from the training data is"), ""));
        }
        return findings;
    }

    private DriftFinding Judge(SharesReference shares)
    {
        var indices = new double[cells.Length];
        Span<int> expected = stackalloc int[QuantileCells.Most];
        for (var i = 0; i < indices.Length; i++)
        {
            expected.Clear();
            for (var cell = 0; cell < reference.Features[i].Counts.Count; cell++)
                expected[cell] = reference.Features[i].Counts[cell];
            indices[i] = PopulationStability.OfCounts(expected, counts.AsSpan(i * QuantileCells.Most, QuantileCells.Most));
        }
        var over = ReferenceBuilder.Over(indices, shares.Usual);
        var most = Array.IndexOf(over, over.Max());
        return Finding(
            DriftFinding.Drift, ReferenceBuilder.GreatestTenth(over), shares.Excess, options.SharesWarn,
            Text($"the population stability index of the newest {shares.Bars} bars, beside the usual, is"),
            Text($"; most that of '{reference.Features[most].Name}', {indices[most]:0.00} and usually {shares.Usual[most]:0.00}"));
    }

    private DriftFinding Judge(ShiftReference shift)
    {
        var shifts = ReferenceBuilder.Shifts(ReferenceBuilder.TamedMeans(Newest(rows, shift.Bars)), shift.Means, shift.Spreads);
        var most = Array.IndexOf(shifts, shifts.Max());
        return Finding(
            DriftFinding.Drift, ReferenceBuilder.GreatestTenth(shifts), shift.Range, options.ShiftWarn,
            Text($"the shift of the features' means over the newest {shift.Bars} bars, in standard deviations of such means, is"),
            Text($"; most that of '{reference.Features[most].Name}', {shifts[most]:0.0}"));
    }

    private DriftFinding Finding(string rule, double value, UsualRange usual, double deviations, string subject, string detail)
    {
        var (warn, alarm) = (usual.Beyond(deviations), usual.Beyond(deviations + options.AlarmAfter));
        var level = value > alarm ? DriftLevel.Alarm : value > warn ? DriftLevel.Warn : DriftLevel.Ok;
        var threshold = level == DriftLevel.Alarm ? alarm : warn;
        return new DriftFinding(
            rule, level, value, threshold,
            Text($"{subject} {value:0.00}, {(level == DriftLevel.Ok ? "not above" : "above")} {threshold:0.00}") + detail);
    }

    private T[] Newest<T>(T[] ring, int bars)
    {
        var newest = new T[bars];
        for (var back = 1; back <= bars; back++)
            newest[^back] = ring[(Bars - back) % ring.Length];
        return newest;
    }

    private void Count(int[] at, int change)
    {
        for (var i = 0; i < at.Length; i++)
            counts[i * QuantileCells.Most + at[i]] += change;
    }

    private static double Distance(DistanceReference usual, double[] z)
    {
        Span<double> rooted = stackalloc double[z.Length];
        for (var i = 0; i < z.Length; i++)
            rooted[i] = FeatureScale.Rooted(z[i]);
        return usual.Covariance.Distance(rooted);
    }

    private static void Scale(DriftReference reference, ReadOnlySpan<double> row, Span<double> scaled)
    {
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = FeatureScale.Of(row[i], reference.Features[i].Centre, reference.Features[i].Scale);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

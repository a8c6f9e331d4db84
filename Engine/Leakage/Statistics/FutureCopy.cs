namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Finds features that are, up to an offset and a factor, a value that is only known later: their differences from bar to bar go together
/// exactly. Differences, because levels of prices always correlate with their own neighbours.
/// </summary>
public static class FutureCopy
{
    private const double Limit = 0.999;
    private const int FewestChanges = 50;

    /// <summary>Compares every column with every series at every lag.</summary>
    /// <param name="columns">Features and forecasts.</param>
    /// <param name="future">What they may not hold.</param>
    /// <param name="cancellationToken">Stops before the next column.</param>
    public static LeakCheckResult Run(
        IReadOnlyList<KnownColumn> columns, IReadOnlyList<FutureSeries> future, CancellationToken cancellationToken)
    {
        var changes = future.Select(series => Differences(series.Values)).ToArray();
        var findings = new List<LeakFinding>();
        foreach (var column in columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Find(column, future, changes) is { } leak)
                findings.Add(leak);
        }
        return new LeakCheckResult(LeakCheckKind.FutureCopy, columns.Count, findings);
    }

    private static LeakFinding? Find(KnownColumn column, IReadOnlyList<FutureSeries> future, double[][] changes)
    {
        var x = Differences(column.Values);
        for (var s = 0; s < future.Count; s++)
        {
            for (var lag = future[s].FirstLag; lag <= future[s].LastLag; lag++)
            {
                var correlation = Correlation(x, changes[s], lag, column.From + 1);
                if (Math.Abs(correlation) < Limit)
                    continue;
                var series = $"{future[s].Name} {lag} bars later";
                return new LeakFinding(
                    LeakCheckKind.FutureCopy, column.Name, null, correlation,
                    FormattableString.Invariant($"correlation of its changes with those of the {series}; its size must be below {Limit}"));
            }
        }
        return null;
    }

    private static double[] Differences(double[] values)
    {
        var differences = new double[values.Length];
        for (var t = 0; t < values.Length; t++)
            differences[t] = t == 0 || !double.IsFinite(values[t] - values[t - 1]) ? double.NaN : values[t] - values[t - 1];
        return differences;
    }

    private static double Correlation(double[] x, double[] y, int lag, int from)
    {
        double products = 0, ofX = 0, ofY = 0;
        var changes = 0;
        for (var t = Math.Max(from, -lag); t < x.Length && t + lag < y.Length; t++)
        {
            var (a, b) = (x[t], y[t + lag]);
            if (double.IsNaN(a) || double.IsNaN(b))
                continue;
            products += a * b;
            ofX += a * a;
            ofY += b * b;
            changes += a != 0 ? 1 : 0;
        }
        return changes >= FewestChanges && ofX > 0 && ofY > 0 ? products / Math.Sqrt(ofX) / Math.Sqrt(ofY) : 0;
    }
}

namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Finds columns that were scaled by the whole sample, where that can be told from the numbers alone: mean 0 and deviation 1, median 0
/// and quartiles 1 apart, or extremes that are exactly 0 and 1 or −1 and 1 and each reached once. A scaler fitted on the train part, or
/// one that rolls or expands, leaves the moments of train and test together off these numbers.
/// </summary>
public static class WholeSampleScaling
{
    private const double Exact = 1e-5; // an honest column of autocorrelated values misses 0 and 1 by 0.01 and more
    private const double NormalQuartiles = 1.3489795003921634;
    private const int FewestValues = 100;

    /// <summary>Looks at every column.</summary>
    public static LeakCheckResult Run(IReadOnlyList<KnownColumn> columns) =>
        new(LeakCheckKind.WholeSampleScaling, columns.Count, [.. columns.Select(Find).OfType<LeakFinding>()]);

    private static LeakFinding? Find(KnownColumn column)
    {
        double[] values = [.. column.Values.Skip(column.From).Where(double.IsFinite).Order()];
        if (values.Length < FewestValues || values.Distinct().Take(values.Length / 2).Count() < values.Length / 2)
            return null; // flags and other columns of few values reach such numbers by themselves
        var mean = FixedOrder.Sum(values) / values.Length;
        var squares = values.Sum(value => (value - mean) * (value - mean));
        var quartiles = At(values, 0.75) - At(values, 0.25);
        if (Is(mean, 0) && (Is(Math.Sqrt(squares / values.Length), 1) || Is(Math.Sqrt(squares / (values.Length - 1)), 1)))
            return Found(mean, "mean of the whole sample, whose deviation is 1; a scaler fitted on train alone would miss both");
        if (Is(At(values, 0.5), 0) && (Is(quartiles, 1) || Is(quartiles, NormalQuartiles)))
            return Found(quartiles, "distance of the whole sample's quartiles, whose median is 0; a scaler of train would miss both");
        if ((values[0] is 0 or -1) && values[^1] is 1 && values[1] > values[0] && values[^2] < 1)
            return Found(values[^1] - values[0], "range of the whole sample, each end reached once; a scaler of train would miss them");
        return null;

        LeakFinding Found(double measured, string rule) => new(LeakCheckKind.WholeSampleScaling, column.Name, null, measured, rule);
    }

    private static bool Is(double value, double exact) => Math.Abs(value - exact) <= Exact;

    private static double At(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

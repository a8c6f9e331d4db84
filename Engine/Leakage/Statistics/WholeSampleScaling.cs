namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Finds columns that were scaled by the whole sample, where that can be told from the numbers alone: mean 0 and deviation 1, median 0
/// and quartiles 1 apart, or extremes that are exactly 0 and 1 or −1 and 1 and each reached once. A scaler fitted on the train part, or
/// one that rolls or expands, leaves the moments of train and test together off these numbers.
/// </summary>
public static class WholeSampleScaling
{
    private const int FewestValues = 100;

    /// <summary>Looks at every column.</summary>
    public static LeakCheckResult Run(IReadOnlyList<KnownColumn> columns) =>
        new(LeakCheckKind.WholeSampleScaling, columns.Count, [.. columns.Select(Find).OfType<LeakFinding>()]);

    private static LeakFinding? Find(KnownColumn column)
    {
        double[] values = [.. column.Values.Skip(column.From).Where(double.IsFinite).Order()];
        if (values.Length < FewestValues)
            return null;
        var figures = ScaleFigures.Of(values);
        return figures.Kind switch
        {
            ScalerKind.Standard => Found(
                figures.Mean, "mean of the whole sample, whose deviation is 1; a scaler fitted on train alone would miss both"),
            ScalerKind.Robust => Found(
                figures.Quartiles, "distance of the whole sample's quartiles, whose median is 0; a scaler of train would miss both"),
            ScalerKind.MinMax => Found(
                values[^1] - values[0], "range of the whole sample, each end reached once; a scaler of train would miss them"),
            _ => null,
        };

        LeakFinding Found(double measured, string rule) => new(LeakCheckKind.WholeSampleScaling, column.Name, null, measured, rule);
    }
}

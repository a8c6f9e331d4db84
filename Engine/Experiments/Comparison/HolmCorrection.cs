namespace Huracan.Engine.Experiments.Comparison;

/// <summary>
/// Holm's correction of p-values for their number (F16): rejecting those of at most α, any false rejection has at most that probability.
/// </summary>
public static class HolmCorrection
{
    /// <summary>The corrected p-values, in the order of the given ones.</summary>
    /// <param name="pValues">In [0, 1].</param>
    public static double[] Of(IReadOnlyList<double> pValues)
    {
        var corrected = new double[pValues.Count];
        var before = 0.0;
        foreach (var (place, i) in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).Index())
            corrected[i] = before = Math.Max(before, Math.Min(1, (pValues.Count - place) * pValues[i]));
        return corrected;
    }
}

namespace Huracan.Engine.Quality;

/// <summary>
/// Control of the false discovery rate: the expected share of false ones among the tests that are called significant. Sources: Benjamini
/// and Hochberg, J. Royal Statistical Society B 57(1), 1995; Benjamini and Yekutieli, Annals of Statistics 29(4), 2001 (F15).
/// </summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Adjusted p-values: a test is significant at the level q where its adjusted p-value is at most q. In the order of the input, 0 to 1.
    /// </summary>
    /// <param name="pValues">A p-value of each test, 0 to 1.</param>
    /// <param name="correction">Which of the two procedures.</param>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is NaN or outside [0, 1].</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues, DiscoveryCorrection correction)
    {
        foreach (var p in pValues)
        {
            if (!(p is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "A p-value lies in [0, 1].");
        }
        var tests = pValues.Count;
        var factor = 1.0;
        if (correction == DiscoveryCorrection.BenjaminiYekutieli)
        {
            factor = 0;
            for (var i = 1; i <= tests; i++)
                factor += 1.0 / i;
        }
        var order = Enumerable.Range(0, tests).OrderByDescending(i => pValues[i]).ThenByDescending(i => i).ToArray();
        var adjusted = new double[tests];
        var least = 1.0;
        for (var i = 0; i < tests; i++)
        {
            least = Math.Min(least, factor * tests / (tests - i) * pValues[order[i]]);
            adjusted[order[i]] = least;
        }
        return adjusted;
    }
}

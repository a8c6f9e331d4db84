namespace Huracan.Engine.Experiments.Comparison;

/// <summary>Which of k models differ in their mean ranks over N blocks, all pairs compared (F21).</summary>
public static class NemenyiTest
{
    /// <summary>Two mean ranks that differ by as much or more differ by more than chance.</summary>
    /// <param name="models">Number of models k, 2 or more.</param>
    /// <param name="blocks">Number of blocks N, 1 or more.</param>
    /// <param name="alpha">Probability of any false difference where there is none, in (0, 1).</param>
    public static double CriticalDifference(int models, int blocks, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        return StudentizedRange.Quantile(1 - alpha, models) / Math.Sqrt(2) * Math.Sqrt(models * (models + 1) / (6.0 * blocks));
    }

    /// <summary>
    /// The largest groups of models whose mean ranks are closer than the critical difference, as first and last place in the order of the
    /// ranks; single models, and groups that lie in another, are left out.
    /// </summary>
    /// <param name="ranks">Mean ranks, ascending.</param>
    /// <param name="criticalDifference">The critical difference.</param>
    public static IReadOnlyList<(int First, int Last)> Groups(IReadOnlyList<double> ranks, double criticalDifference)
    {
        var groups = new List<(int First, int Last)>();
        for (var first = 0; first < ranks.Count; first++)
        {
            var last = first;
            while (last + 1 < ranks.Count && ranks[last + 1] - ranks[first] < criticalDifference)
                last++;
            if (last > first && (groups.Count == 0 || last > groups[^1].Last))
                groups.Add((first, last));
        }
        return groups;
    }
}

using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Importance;

/// <summary>
/// Features that say much the same: two are linked where the size of their rank correlation (Spearman) reaches a level, and a group is
/// what links join (single linkage).
/// </summary>
public static class FeatureGroups
{
    private const int MostBars = 4_000; // a correlation of 0.8 has an error of 0.006 then

    /// <summary>Groups every column once; groups, and the columns in them, are in the order of the columns.</summary>
    /// <param name="columns">One array for each feature, one number for each bar.</param>
    /// <param name="bars">Bars to correlate over: those the model trained on; of many an even share. Two or more.</param>
    /// <param name="level">Size of the correlation from which on two are linked, above 0.</param>
    /// <returns>Numbers of columns. A constant column is alone.</returns>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<double[]> columns, ReadOnlySpan<int> bars, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars.Length, 2, nameof(bars));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        var taken = new int[Math.Min(bars.Length, MostBars)];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = bars[(int)((long)i * bars.Length / taken.Length)];
        var ranks = columns.Select(column => RankedColumns.Ranked(Array.ConvertAll(taken, bar => column[bar]))).ToArray();
        var group = Enumerable.Range(0, columns.Count).ToArray();
        for (var i = 0; i < ranks.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (group[i] == group[j] || ranks[i] is null || ranks[j] is null || Math.Abs(FixedOrder.Dot(ranks[i], ranks[j])) < level)
                    continue;
                var (kept, joined) = (Math.Min(group[i], group[j]), Math.Max(group[i], group[j]));
                for (var k = 0; k <= i; k++)
                    group[k] = group[k] == joined ? kept : group[k];
            }
        }
        return [.. Enumerable.Range(0, columns.Count).GroupBy(i => group[i]).OrderBy(same => same.Key).Select(same => same.ToArray())];
    }
}

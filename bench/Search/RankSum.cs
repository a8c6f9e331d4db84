using MathNet.Numerics.Distributions;

namespace Huracan.Bench.Search;

/// <summary>The rank-sum test of Mann and Whitney (1947); as scipy.stats.mannwhitneyu.</summary>
internal static class RankSum
{
    private const int MostForExact = 60;

    /// <summary>Share of the pairs in which the first's value is the smaller; equal ones count half.</summary>
    public static double ShareBelow(double[] first, double[] second) => Below(first, second) / ((double)first.Length * second.Length);

    /// <summary>
    /// Two-sided chance of so uneven a share: exact without ties, else by the normal distribution, corrected for ties and continuity.
    /// </summary>
    public static double TwoSided(double[] first, double[] second)
    {
        double pairs = (double)first.Length * second.Length, below = Below(first, second), larger = Math.Max(below, pairs - below);
        double[] all = [.. first, .. second];
        var sizes = all.GroupBy(value => value).Select(group => (double)group.Count()).ToArray();
        if (sizes.Length == all.Length && all.Length <= MostForExact)
            return Math.Min(1, 2 * Exact(first.Length, second.Length, (int)larger));
        double count = all.Length;
        var variance = pairs / 12 * (count + 1 - sizes.Sum(size => size * size * size - size) / (count * (count - 1)));
        return variance == 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -(larger - pairs / 2 - 0.5) / Math.Sqrt(variance)));
    }

    private static double Below(double[] first, double[] second) =>
        first.Sum(one => second.Sum(other => one < other ? 1 : one == other ? 0.5 : 0));

    // Chance of so many pairs or more: in how many ways do some of all ranks have each sum?
    private static double Exact(int first, int second, int pairs)
    {
        var most = first * (first + second);
        var ways = new double[first + 1, most + 1];
        ways[0, 0] = 1;
        for (var rank = 1; rank <= first + second; rank++)
        {
            for (var taken = Math.Min(rank, first); taken > 0; taken--)
            {
                for (var sum = most; sum >= rank; sum--)
                    ways[taken, sum] += ways[taken - 1, sum - rank];
            }
        }
        var least = first * (first + 1) / 2;
        double reached = 0, all = 0;
        for (var sum = least; sum <= most; sum++)
        {
            all += ways[first, sum];
            reached += sum - least >= pairs ? ways[first, sum] : 0;
        }
        return reached / all;
    }
}

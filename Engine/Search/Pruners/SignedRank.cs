using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Search.Pruners;

/// <summary>The signed-rank test of Wilcoxon (1945).</summary>
public static class SignedRank
{
    private const int MostForExact = 50;

    /// <summary>
    /// p-value: probability of a sum of positive ranks at least as large, if differences are symmetric about zero. Exact for up to 50
    /// differences without ties and zeros, else by the normal distribution; zeros share their ranks between both signs.
    /// </summary>
    /// <param name="differences">One per pair, finite.</param>
    /// <returns>0 to 1; 1 without differences.</returns>
    public static double Greater(ReadOnlySpan<double> differences)
    {
        if (differences.IsEmpty)
            return 1;
        var sorted = differences.ToArray();
        Array.Sort(sorted, (one, other) => Math.Abs(one).CompareTo(Math.Abs(other)));
        var (sum, ties, hasTies) = Ranks(sorted);
        var count = sorted.Length;
        if (count <= MostForExact && !hasTies && sorted[0] != 0)
            return Exact(count, (int)sum);
        var mean = count * (count + 1) / 4.0;
        var variance = (count * (count + 1.0) * (2 * count + 1) - ties / 2) / 24;
        return variance == 0 ? 1 : Normal.CDF(0, 1, -(sum - mean) / Math.Sqrt(variance));
    }

    // Sum of the ranks of positive differences, equal ones taking their mean rank; and what ties take from the variance.
    private static (double Sum, double Ties, bool HasTies) Ranks(double[] sorted)
    {
        var (sum, ties, hasTies) = (0.0, 0.0, false);
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]))
                end++;
            var rank = (start + 1 + end) / 2.0;
            for (var i = start; i < end; i++)
                sum += sorted[i] > 0 ? rank : sorted[i] == 0 ? rank / 2 : 0;
            double size = end - start;
            hasTies |= size > 1;
            ties += size * (size * size - 1);
            start = end;
        }
        return (sum, ties, hasTies);
    }

    // How many of the 2^n signs give each sum, rank by rank.
    private static double Exact(int count, int sum)
    {
        var ways = new double[count * (count + 1) / 2 + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var total = ways.Length - 1; total >= rank; total--)
                ways[total] += ways[total - rank];
        }
        return ways[sum..].Sum() / Math.Pow(2, count);
    }
}

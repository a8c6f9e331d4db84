using MathNet.Numerics;

namespace Huracan.Engine.Experiments.Comparison;

/// <summary>Wilcoxon's signed-rank test: whether paired differences lie around 0 (F21).</summary>
public static class SignedRankTest
{
    private const int MostExact = 200; // differences; beyond them the normal distribution is used

    /// <summary>
    /// Two-sided p-value, exact also where differences tie. Differences of 0 are left out; without any other it is 1.
    /// </summary>
    /// <param name="differences">The differences, finite.</param>
    public static double PValue(IReadOnlyList<double> differences)
    {
        var (ranks, positive) = SignedRanks(differences);
        return ranks.Length == 0 ? 1 : ranks.Length <= MostExact ? Exact(ranks, positive) : Approximate(ranks, positive);
    }

    /// <summary>The least two-sided p-value that so many differences can have: 2 · 2⁻ⁿ.</summary>
    public static double LeastPValue(int differences) => Math.Min(1, Math.Pow(2, 1 - differences));

    private static (double[] Ranks, double Positive) SignedRanks(IReadOnlyList<double> differences)
    {
        double[] kept = [.. differences.Where(value => value != 0)];
        var ranks = Ranks.Of(Array.ConvertAll(kept, Math.Abs));
        return (ranks, kept.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second));
    }

    // The probability of each sum when every sign is the throw of a coin; ranks are doubled, for ties have halves.
    private static double Exact(double[] ranks, double positive)
    {
        var doubled = Array.ConvertAll(ranks, rank => (int)Math.Round(2 * rank));
        var total = doubled.Sum();
        var probability = new double[total + 1];
        probability[0] = 1;
        var reached = 0;
        foreach (var rank in doubled)
        {
            reached += rank;
            for (var sum = reached; sum >= 0; sum--)
                probability[sum] = (probability[sum] + (sum >= rank ? probability[sum - rank] : 0)) / 2;
        }
        var away = Math.Abs(2 * Math.Round(2 * positive) - total); // twice the distance from the middle
        var p = 0.0;
        for (var sum = 0; sum <= total; sum++)
        {
            if (Math.Abs(2.0 * sum - total) >= away)
                p += probability[sum];
        }
        return Math.Min(1, p);
    }

    private static double Approximate(double[] ranks, double positive)
    {
        var z = (positive - ranks.Sum() / 2) / Math.Sqrt(ranks.Sum(rank => rank * rank) / 4);
        return SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));
    }
}

using MathNet.Numerics;

namespace Huracan.Engine.Experiments.Comparison;

/// <summary>Whether any of k models differs from the others over N blocks, by ranks within each block (F21).</summary>
/// <param name="AverageRanks">Mean rank of each model, 1 the best; equal values share their ranks.</param>
/// <param name="ChiSquare">Friedman's statistic, corrected for ties; 0 where all values of every block are equal.</param>
/// <param name="ChiSquarePValue">Its p-value by chi-square with k − 1 degrees of freedom: cautious for few blocks.</param>
/// <param name="F">Iman and Davenport's statistic; infinite where all blocks agree.</param>
/// <param name="PValue">
/// Its p-value by F with k − 1 and (k − 1)(N − 1) degrees of freedom; where all blocks agree the exact
/// (k!/Πt!)^(1 − N) over groups of t tied values in a block.
/// </param>
public sealed record FriedmanTest(IReadOnlyList<double> AverageRanks, double ChiSquare, double ChiSquarePValue, double F, double PValue)
{
    /// <summary>Tests.</summary>
    /// <param name="blocks">Two or more rows of as many values, two or more, higher ones better; all finite.</param>
    /// <exception cref="ArgumentException">There are fewer, rows differ in length, or a value is not finite.</exception>
    public static FriedmanTest Of(IReadOnlyList<double[]> blocks)
    {
        var (n, k) = (blocks.Count, blocks.Count > 0 ? blocks[0].Length : 0);
        if (n < 2 || k < 2 || blocks.Any(row => row.Length != k || !row.All(double.IsFinite)))
            throw new ArgumentException("It takes two or more blocks of two or more finite values each.", nameof(blocks));
        var sums = new double[k];
        var ties = 0.0;
        foreach (var row in blocks)
        {
            var ranks = Ranks.Of(Array.ConvertAll(row, value => -value));
            for (var model = 0; model < k; model++)
                sums[model] += ranks[model];
            ties += Ranks.Ties(row);
        }
        double[] averages = Array.ConvertAll(sums, sum => sum / n);
        var untied = 1 - ties / (n * (Math.Pow(k, 3) - k));
        if (untied <= 0)
            return new FriedmanTest(averages, 0, 1, 0, 1);
        var spread = averages.Sum(rank => Math.Pow(rank - (k + 1) / 2.0, 2));
        var chiSquare = 12.0 * n / (k * (k + 1)) * spread / untied;
        var rest = n * (k - 1) - chiSquare;
        var (f, p) = rest > 1e-9
            ? ((n - 1) * chiSquare / rest, double.NaN)
            : (double.PositiveInfinity, Math.Pow(Orders(blocks[0]), 1 - n));
        return new FriedmanTest(
            averages, chiSquare, SpecialFunctions.GammaUpperRegularized((k - 1) / 2.0, chiSquare / 2), f,
            double.IsNaN(p) ? Above(f, k - 1, (k - 1) * (n - 1)) : p);
    }

    // The upper tail of the F distribution: one minus the lower is 0 from 1e-16 on.
    private static double Above(double f, int between, int within) =>
        SpecialFunctions.BetaRegularized(within / 2.0, between / 2.0, within / (within + between * f));

    // In how many ways the values of a block can be given to the models: by chance each is as likely.
    private static double Orders(double[] row) => Math.Exp(
        SpecialFunctions.FactorialLn(row.Length) - row.GroupBy(value => value).Sum(tied => SpecialFunctions.FactorialLn(tied.Count())));
}

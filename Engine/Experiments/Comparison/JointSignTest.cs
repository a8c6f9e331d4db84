namespace Huracan.Engine.Experiments.Comparison;

/// <summary>
/// Which of several models differ from a control, judged together: the studentized mean difference against the greatest of all models when
/// the signs of whole blocks are chance (Westfall and Young, 1993; F21). It uses that models err together and how large differences are, so
/// that it can tell from few blocks what ranks corrected for the number of models cannot.
/// </summary>
public static class JointSignTest
{
    private const int MostEnumerated = 16; // blocks; beyond them signs are drawn
    private const int Draws = 20_000;
    private const ulong Seed = 21;
    private const double Rounding = 1e-9;

    /// <summary>Two-sided p-values; rejecting those of at most α, any false rejection has at most that probability.</summary>
    /// <param name="differences">For each model its difference from the control in each block, finite.</param>
    public static double[] PValues(IReadOnlyList<double[]> differences)
    {
        if (differences.Count == 0)
            return [];
        var scores = differences.Select(Scores).ToArray();
        var blocks = differences[0].Length;
        var observed = Array.ConvertAll(scores, score => Math.Abs(score.Sum()));
        var exceeded = new long[scores.Length];
        var signs = new int[blocks];
        var random = new SeededRandom(Seed);
        var isExact = blocks <= MostEnumerated;
        var count = isExact ? 1L << blocks : Draws;
        for (var draw = 0L; draw < count; draw++)
        {
            for (var block = 0; block < blocks; block++)
                signs[block] = (isExact ? (draw >> block) & 1 : (long)(random.NextUInt64() >> 63)) == 0 ? 1 : -1;
            var greatest = scores.Max(score => Math.Abs(Sum(score, signs)));
            for (var model = 0; model < scores.Length; model++)
            {
                if (greatest >= observed[model] - Rounding)
                    exceeded[model]++;
            }
        }
        // Of those drawn the signs as they were are one more (Phipson and Smyth, 2010).
        return Array.ConvertAll(exceeded, times => isExact ? (double)times / count : (times + 1.0) / (count + 1));
    }

    // Of a common scale: by chance their sum has the deviation 1, and is a growing function of Student's t. None where nothing differs.
    private static double[] Scores(double[] differences)
    {
        var deviation = Math.Sqrt(differences.Sum(value => value * value));
        return Array.ConvertAll(differences, value => deviation > 0 ? value / deviation : 0);
    }

    private static double Sum(double[] scores, int[] signs)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] * signs[i];
        return sum;
    }
}

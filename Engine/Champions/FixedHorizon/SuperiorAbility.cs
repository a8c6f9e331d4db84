using Huracan.Contracts.Champions;

namespace Huracan.Engine.Champions.FixedHorizon;

/// <summary>
/// Hansen's test of "the best of K challengers is better than the champion", one-sided, for one look at a moment chosen beforehand. With
/// d̄_k the mean advantage of challenger k over n periods and ω_k² its long-run variance: T = max(0, max_k √n·d̄_k/ω_k). In samples of the
/// stationary bootstrap the advantages are centred at 0, but those of challengers worse by more than ω_k·√(2·ln ln n / n) stay where they
/// are, which gives the consistent p-value. Source: Hansen, "A test for superior predictive ability", J. Business and Economic Statistics
/// 23(4), 2005. Formula F8.
/// </summary>
public static class SuperiorAbility
{
    /// <summary>T: the greatest studentised advantage, 0 or more; NaN where none has variance.</summary>
    /// <param name="advantages">For each challenger what it did better in each of n periods, 3 or more.</param>
    /// <param name="block">Mean length of a block, 1 or more.</param>
    public static double Statistic(IReadOnlyList<double[]> advantages, int block)
    {
        var studentised = advantages.Select(d => Studentised(d, block)).Where(double.IsFinite).ToList();
        return studentised.Count == 0 ? double.NaN : Math.Max(0, studentised.Max());
    }

    /// <summary>The test, its p-value being (1 + samples with as much) / (1 + samples).</summary>
    /// <param name="advantages">For each challenger what it did better in each of n periods, 3 or more.</param>
    /// <param name="block">Mean length of a block, 1 or more.</param>
    /// <param name="draws">Samples of the bootstrap, 1 or more.</param>
    /// <param name="random">Where blocks start and how long they are.</param>
    public static TestResult Test(IReadOnlyList<double[]> advantages, int block, int draws, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        var observed = Statistic(advantages, block);
        if (double.IsNaN(observed))
            return new TestResult(observed, double.NaN);
        var challengers = advantages.Select(d => Recentred.Of(d, block)).Where(challenger => challenger.Deviation > 0).ToList();
        var n = advantages[0].Length;
        var asMuch = 1;
        for (var draw = 0; draw < draws; draw++)
        {
            var blocks = Blocks(n, block, random);
            var highest = challengers.Max(challenger => challenger.Sample(blocks));
            if (Math.Max(0, highest) >= observed)
                asMuch++;
        }
        return new TestResult(observed, asMuch / (1.0 + draws));
    }

    /// <summary>The distance below 0, in ω_k/√n, from which on a challenger is left where it is: √(2·ln ln n).</summary>
    internal static double Tolerance(int n) => Math.Sqrt(2 * Math.Log(Math.Log(n)));

    private static double Studentised(double[] d, int block) =>
        Math.Sqrt(d.Length) * FixedOrder.Sum(d) / d.Length / Math.Sqrt(LongRunVariance.Stationary(d, 1.0 / block));

    private static List<(int Start, int Length)> Blocks(int n, int block, SeededRandom random)
    {
        List<(int, int)> blocks = [];
        for (var left = n; left > 0;)
        {
            var length = block == 1
                ? 1
                : (int)Math.Min(left, 1 + Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - 1.0 / block)));
            blocks.Add((random.NextInt(n), length));
            left -= length;
        }
        return blocks;
    }

    // Sums[i] = Σ of the first i advantages, of twice the series, so that a block may run over its end.
    private sealed record Recentred(double[] Sums, double Centre, double Deviation)
    {
        private int Count => (Sums.Length - 1) / 2;

        public static Recentred Of(double[] d, int block)
        {
            var n = d.Length;
            var sums = new double[2 * n + 1];
            for (var i = 0; i < 2 * n; i++)
                sums[i + 1] = sums[i] + d[i % n];
            var mean = sums[n] / n;
            var keeps = Studentised(d, block) <= -Tolerance(n);
            return new Recentred(sums, keeps ? 0 : mean, Math.Sqrt(LongRunVariance.Stationary(d, 1.0 / block)));
        }

        public double Sample(List<(int Start, int Length)> blocks)
        {
            var sum = 0.0;
            foreach (var (start, length) in blocks)
                sum += Sums[start + length] - Sums[start];
            return (sum / Count - Centre) * Math.Sqrt(Count) / Deviation;
        }
    }
}

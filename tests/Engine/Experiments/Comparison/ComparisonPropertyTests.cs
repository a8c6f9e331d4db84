using Huracan.Engine;
using Huracan.Engine.Experiments.Comparison;

namespace Huracan.Tests.Engine.Experiments.Comparison;

public class ComparisonPropertyTests
{
    private const double Alpha = 0.05;

    [Theory]
    [InlineData(8, 11)]
    [InlineData(12, 4)]
    public void Models_that_do_not_differ_are_told_apart_about_as_often_as_alpha_says(int blocks, int models)
    {
        const int tables = 1500;
        var random = new SeededRandom(3);
        var (friedman, nemenyi) = (0, 0);
        var critical = NemenyiTest.CriticalDifference(models, blocks, Alpha);
        for (var table = 0; table < tables; table++)
        {
            var test = FriedmanTest.Of(Rows(random, blocks, models));
            friedman += test.PValue <= Alpha ? 1 : 0;
            nemenyi += test.AverageRanks.Max() - test.AverageRanks.Min() >= critical ? 1 : 0;
        }

        // Four standard errors of 1,500 tables are 0.023; for few blocks Nemenyi's is the more cautious of the two.
        Assert.InRange((double)friedman / tables, 0.027, 0.073);
        Assert.InRange((double)nemenyi / tables, 0.015, 0.073);
    }

    [Fact]
    public void Of_models_that_err_together_the_joint_test_finds_none_more_often_than_alpha_and_more_than_Holm_where_they_differ()
    {
        const int tables = 250;
        var random = new SeededRandom(5);
        var (falseOnes, joint, holm) = (0, 0, 0);
        for (var table = 0; table < tables; table++)
        {
            var common = Rows(random, 8, 1);
            var same = Enumerable.Range(0, 10).Select(_ => Differences(0)).ToArray();
            var ahead = same.Select((row, i) => i == 0 ? Differences(3) : row).ToArray();
            falseOnes += JointSignTest.PValues(same).Min() <= Alpha ? 1 : 0;
            joint += JointSignTest.PValues(ahead)[0] <= Alpha ? 1 : 0;
            holm += HolmCorrection.Of([.. ahead.Select(SignedRankTest.PValue)])[0] <= Alpha ? 1 : 0;

            double[] Differences(double lead) => [.. common.Select(row => lead + row[0] + 0.5 * random.NextGaussian())];
        }

        Assert.InRange((double)falseOnes / tables, 0, 0.05 + 4 * Math.Sqrt(0.05 * 0.95 / tables));
        Assert.Equal(0, holm); // ten comparisons of eight blocks: 10 · 2/256
        Assert.True(joint > tables / 2, $"{joint} of {tables}");
    }

    [Fact]
    public void A_p_value_far_below_the_spacing_of_doubles_near_one_is_not_0()
    {
        double[] order = [.. Enumerable.Range(0, 11).Select(model => (double)model)];
        double[] swapped = [1, 0, .. order[2..]];

        var test = FriedmanTest.Of([swapped, .. Enumerable.Repeat(order, 7)]);

        Assert.Equal(5.39414630076787e-13, test.ChiSquarePValue, 1e-20); // scipy.stats.friedmanchisquare
        Assert.InRange(test.PValue, 2.2e-90, 2.4e-90); // scipy.stats.f.sf(3513, 10, 70)
    }

    [Fact]
    public void Equal_models_differ_in_nothing()
    {
        var test = FriedmanTest.Of([[1.0, 1, 1], [2, 2, 2], [0, 0, 0]]);

        Assert.Equal([2, 2, 2], test.AverageRanks);
        Assert.Equal((0, 1, 1), (test.ChiSquare, test.ChiSquarePValue, test.PValue));
        Assert.Equal(1, SignedRankTest.PValue([0, 0, 0]));
        Assert.Equal([1.0, 1], JointSignTest.PValues([[0, 0, 0], [0, 0, 0]]));
    }

    [Fact]
    public void Blocks_that_agree_have_the_probability_of_one_order_in_all()
    {
        var test = FriedmanTest.Of([[3.0, 2, 1], [9, 5, 4], [1, 0, -1]]);

        Assert.Equal([1, 2, 3], test.AverageRanks);
        Assert.Equal(double.PositiveInfinity, test.F);
        Assert.Equal(1.0 / 36, test.PValue, 1e-12);
        Assert.Equal(1.0 / 9, FriedmanTest.Of([[3.0, 1, 1], [3, 1, 1], [3, 1, 1]]).PValue, 1e-12); // one of three places is the first
    }

    [Fact]
    public void Tied_differences_have_the_p_value_of_all_signs_tried()
    {
        var random = new SeededRandom(7);
        for (var table = 0; table < 50; table++)
        {
            double[] differences = [.. Enumerable.Range(0, 7).Select(_ => Math.Round(2 * random.NextGaussian()) + 0.0)];
            double[] kept = [.. differences.Where(value => value != 0)];
            var observed = Math.Abs(Signed(kept, kept.Select(Math.Sign)));
            var least = 0;
            for (var bits = 0; bits < 1 << kept.Length; bits++)
                least += Math.Abs(Signed(kept, kept.Select((_, i) => ((bits >> i) & 1) == 0 ? 1 : -1))) >= observed - 1e-9 ? 1 : 0;

            Assert.Equal((double)least / (1 << kept.Length), SignedRankTest.PValue(differences), 1e-12);
        }

        static double Signed(double[] values, IEnumerable<int> signs) => values.Zip(signs).Sum(pair => pair.Second
            * (Count(values, other => other < Math.Abs(pair.First)) + Count(values, other => other <= Math.Abs(pair.First)) + 1) / 2.0);

        static int Count(double[] values, Func<double, bool> which) => values.Count(value => which(Math.Abs(value)));
    }

    [Fact]
    public void Holm_corrects_each_p_value_for_those_not_smaller()
    {
        Assert.Equal([0.03, 0.06, 0.06], HolmCorrection.Of([0.01, 0.04, 0.03]).Select(p => Math.Round(p, 12)));
        Assert.Equal([1.0, 1], HolmCorrection.Of([0.9, 0.8]));
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FriedmanTest.Of([[1.0, 2]]));
        Assert.Throws<ArgumentException>(() => FriedmanTest.Of([[1.0, 2], [1, double.NaN]]));
        Assert.Throws<ArgumentException>(() => FriedmanTest.Of([[1.0, 2], [1, 2, 3]]));
    }

    private static List<double[]> Rows(SeededRandom random, int blocks, int models) =>
        [.. Enumerable.Range(0, blocks).Select(_ => Enumerable.Range(0, models).Select(_ => random.NextGaussian()).ToArray())];
}

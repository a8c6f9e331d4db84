using Huracan.Engine;
using Huracan.Engine.Search.Pruners;

namespace Huracan.Tests.Engine.Search.Pruners;

public class SignedRankTests
{
    // scipy.stats.wilcoxon(differences, alternative="greater", zero_method="zsplit")
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 0.03125)]
    [InlineData(new[] { -1.0, -2, -3, -4, -5 }, 1.0)]
    [InlineData(new[] { 1.5, -0.5, 2.5, 3.5, -1.0, 4.5 }, 0.078125)]
    public void Small_samples_are_exact(double[] differences, double expected) =>
        Assert.Equal(expected, SignedRank.Greater(differences), 1e-12);

    [Fact]
    public void Nothing_or_nothing_but_zeros_says_nothing()
    {
        Assert.Equal(1, SignedRank.Greater([]));
        Assert.Equal(0.5, SignedRank.Greater([0, 0, 0, 0]), 1e-12);
    }

    [Fact]
    public void The_exact_share_is_that_of_all_signs_tried_out()
    {
        var random = new SeededRandom(4);
        for (var round = 0; round < 50; round++)
        {
            var differences = Enumerable.Range(0, 3 + random.NextInt(8)).Select(_ => random.NextGaussian() + 0.3).ToArray();
            Assert.Equal(TriedOut(differences), SignedRank.Greater(differences), 1e-12);
        }
    }

    private static double TriedOut(double[] differences)
    {
        var sizes = differences.Select(Math.Abs).Order().ToArray();
        var ranks = differences.Select(difference => Array.IndexOf(sizes, Math.Abs(difference)) + 1).ToArray();
        var sum = ranks.Where((_, i) => differences[i] > 0).Sum();
        var reached = 0;
        for (var signs = 0; signs < 1 << ranks.Length; signs++)
        {
            if (ranks.Where((_, i) => (signs >> i & 1) == 1).Sum() >= sum)
                reached++;
        }
        return reached / Math.Pow(2, ranks.Length);
    }
}

using Huracan.Engine;
using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public sealed class FalseDiscoveryTests
{
    // Benjamini and Hochberg, 1995, section 4.1: fifteen p-values, of which their procedure rejects four at 0.05 and Bonferroni's three.
    private static readonly double[] Published =
    [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ];

    [Fact]
    public void The_published_example_rejects_four()
    {
        var adjusted = FalseDiscovery.Adjust(Published, DiscoveryCorrection.BenjaminiHochberg);

        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, adjusted[3], 12);
        Assert.Equal(1, adjusted[^1], 12);
    }

    [Theory]
    [InlineData(DiscoveryCorrection.BenjaminiHochberg)]
    [InlineData(DiscoveryCorrection.BenjaminiYekutieli)]
    public void It_rejects_what_the_step_up_rule_rejects(DiscoveryCorrection correction)
    {
        var random = new SeededRandom(3);
        for (var round = 0; round < 500; round++)
        {
            var p = Enumerable.Range(0, 1 + random.NextInt(30)).Select(_ => Math.Pow(random.NextDouble(), 3)).ToArray();
            var level = 0.01 + 0.3 * random.NextDouble();

            var adjusted = FalseDiscovery.Adjust(p, correction);

            Assert.Equal(p.Select(value => value <= Limit(p, level, correction)), adjusted.Select(value => value <= level));
        }
    }

    [Fact]
    public void No_tests_and_numbers_that_are_no_p_values()
    {
        Assert.Empty(FalseDiscovery.Adjust([], DiscoveryCorrection.BenjaminiYekutieli));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Adjust([0.1, double.NaN], DiscoveryCorrection.BenjaminiHochberg));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Adjust([1.1], DiscoveryCorrection.BenjaminiHochberg));
    }

    // The largest p(k) with p(k) <= k q / (m c): all at or below it are rejected. -1 where there is none.
    private static double Limit(double[] p, double level, DiscoveryCorrection correction)
    {
        var c = correction == DiscoveryCorrection.BenjaminiHochberg ? 1 : Enumerable.Range(1, p.Length).Sum(i => 1.0 / i);
        var sorted = p.Order().ToArray();
        for (var k = p.Length; k >= 1; k--)
        {
            if (sorted[k - 1] <= k * level / (p.Length * c))
                return sorted[k - 1];
        }
        return -1;
    }
}

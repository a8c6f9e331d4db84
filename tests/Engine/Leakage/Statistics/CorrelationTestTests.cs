using Huracan.Engine;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Tests.Engine.Leakage.Statistics;

public class CorrelationTestTests
{
    [Fact]
    public void Rank_correlation_is_pearsons_of_mean_ranks()
    {
        var random = new SeededRandom(3);
        // Few values, so that there are ties.
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => (double)random.NextInt(20))];
        double[] y = [.. x.Select(value => value + random.NextInt(30))];
        var columns = Assert.Single(RankedColumns.Of([new KnownColumn("x", x)]));
        var test = new CorrelationTest(columns, y, [0]);
        Assert.Equal(Pieces.Correlation(Ranks(x), Ranks(y)), test.Of(0, 0), 1e-12);
    }

    [Fact]
    public void Of_features_that_know_nothing_at_most_the_level_is_rejected()
    {
        // 20 persistent features against labels that overlap over 5 bars: each pair for itself would be rejected far more often.
        const double Level = 0.1;
        var random = new SeededRandom(8);
        var rejected = 0;
        const int Rounds = 150;
        for (var round = 0; round < Rounds; round++)
        {
            KnownColumn[] features = [.. Enumerable.Range(0, 20).Select(i => new KnownColumn($"x{i}", Smooth(random, 500, 20)))];
            var test = new CorrelationTest(RankedColumns.Of(features)[0], Smooth(random, 500, 5), [0]);
            var observed = test.Strongest().Max(found => Math.Abs(found.Correlation));
            var asMuch = test.Greatest(5, 99, random, CancellationToken.None).Count(chance => chance >= observed);
            rejected += (1.0 + asMuch) / 100 <= Level ? 1 : 0;
        }
        Assert.InRange((double)rejected / Rounds, 0, Level + 3 * Math.Sqrt(Level * (1 - Level) / Rounds));
    }

    [Fact]
    public void A_shuffle_keeps_every_value_once_and_neighbours_together()
    {
        double[] series = [.. Enumerable.Range(0, 103).Select(i => (double)i)];
        var shuffled = new double[series.Length];
        BlockShuffle.Fill(series, 10, new SeededRandom(2), shuffled);
        Assert.Equal(series, shuffled.Order());
        Assert.NotEqual(series, shuffled);
        Assert.InRange(Enumerable.Range(1, 102).Count(i => (int)(shuffled[i] - shuffled[i - 1] + 103) % 103 == 1), 92, 101);
    }

    private static double[] Ranks(double[] values) =>
        Array.ConvertAll(values, value => values.Count(other => other < value) + (values.Count(other => other == value) - 1) / 2.0);

    // The sum of the last so many numbers of noise.
    private static double[] Smooth(SeededRandom random, int count, int window)
    {
        double[] noise = [.. Enumerable.Range(0, count + window).Select(_ => random.NextGaussian())];
        return [.. Enumerable.Range(0, count).Select(i => noise[i..(i + window)].Sum())];
    }
}

using Huracan.Engine;
using Huracan.Engine.Importance;
using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Importance;

public class MeasuredBlocksTests
{
    private const int Lookback = 5;

    [Fact]
    public void A_moved_feature_takes_a_stretch_of_its_own_past_or_future_for_each_block_and_comes_back()
    {
        var blocks = MeasuredBlocks.Of(Numbered(300, first: 40), Lookback, reach: 3, most: 150);
        Assert.Equal(25, blocks.Count); // of two reaches each
        Assert.All(blocks.Sizes, size => Assert.Equal(6, size));
        var before = blocks.Table.Values.ToArray();

        blocks.Shift([1], new SeededRandom(1));

        var distances = new HashSet<int>();
        for (var k = 0; k < blocks.Count; k++)
        {
            var rows = Rows(blocks, k);
            for (var i = 0; i < rows.Length; i++)
            {
                Assert.Equal(before[2 * rows[i]], blocks.Table.Values[2 * rows[i]]); // the other feature
                // A ring of 304 rows, those that the windows of the part read.
                var distance = (int)(blocks.Table.Values[2 * rows[i] + 1] - before[2 * rows[i] + 1]);
                distance = (distance + 304) % 304;
                Assert.InRange(distance, Lookback + 3, 304 - Lookback - 3);
                if (i > 0)
                    Assert.Contains(distance, distances);
                distances.Add(distance);
            }
        }
        Assert.InRange(distances.Count, 15, 25); // a distance of its own for nearly every block

        blocks.Restore([1]);
        Assert.Equal(before, blocks.Table.Values);
    }

    [Fact]
    public void Blocks_are_evenly_spaced_and_hold_the_samples_as_they_were()
    {
        var samples = Numbered(1_000, first: 10);
        samples = samples with { Table = samples.Table with { Columns = [new("a", 0, 1), new("b", 0, 1)] } };
        var blocks = MeasuredBlocks.Of(samples, Lookback, reach: 3, most: 120);
        Assert.Equal(samples.Table.Columns, blocks.Table.Columns); // by which a model may find its features
        Assert.Equal(20, blocks.Count);
        var bars = blocks.Bars.Select(bar => (int)blocks.Table.Row(bar)[0]).ToArray(); // the feature is the bar's number
        Assert.Equal(120, bars.Distinct().Count());
        Assert.Equal(bars.Order(), bars);
        Assert.All(bars.Zip(blocks.Classes), pair => Assert.Equal(pair.First % 3, pair.Second));
        var middles = bars.Chunk(6).Select(block => block.Average()).ToArray();
        Assert.All(middles.Zip(middles.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 49, 51));
        Assert.Equal(1_000, MeasuredBlocks.Of(samples, Lookback, reach: 3, most: 5_000).Bars.Length);
    }

    [Fact]
    public void Means_of_blocks_cover_the_truth_where_labels_overlap_and_means_of_bars_do_not()
    {
        const int reach = 10, length = 800, tries = 400;
        var samples = Numbered(length, first: Lookback);
        var random = new SeededRandom(8);
        var (covered, asIndependent) = (0, 0);
        for (var i = 0; i < tries; i++)
        {
            var noise = Enumerable.Range(0, length + reach).Select(_ => random.NextGaussian()).ToArray();
            var series = Enumerable.Range(0, length).Select(t => noise[t..(t + reach)].Sum()).ToArray(); // of mean 0, overlapping
            var blocks = MeasuredBlocks.Of(samples, Lookback, reach, length);
            var means = new double[blocks.Count];
            for (var t = 0; t < length; t++)
                means[blocks.BlockOf[t]] += series[t] / blocks.Sizes[blocks.BlockOf[t]];
            covered += BlockMeans.Of(means) is { Low: < 0, High: > 0 } ? 1 : 0;
            asIndependent += BlockMeans.Of(series) is { Low: < 0, High: > 0 } ? 1 : 0;
        }
        Assert.InRange(covered, 0.87 * tries, 0.98 * tries);
        Assert.InRange(asIndependent, 0, 0.6 * tries);
    }

    [Fact]
    public void The_interval_is_that_of_students_t()
    {
        // scipy.stats.ttest_1samp([1, 2, 3, 4, 5], 0) and its confidence_interval()
        var rise = BlockMeans.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, rise.Mean, 12);
        Assert.Equal(0.7071067811865476, rise.StandardError, 12);
        Assert.Equal(1.0367568385224393, rise.Low, 9);
        Assert.Equal(4.9632431614775605, rise.High, 9);
        Assert.Equal(0.013235599563682695, rise.PValue, 9);

        var few = BlockMeans.Of([1, 2, 3]);
        Assert.Equal((2, 1, false), (few.Mean, few.PValue, few.IsTold));
        Assert.True(double.IsNaN(few.StandardError));
    }

    // Both features are the bar's number.
    private static Samples Numbered(int count, int first) => new(
        new FeatureTable([.. Enumerable.Range(0, first + count).SelectMany(bar => new float[] { bar, bar })], 2),
        [.. Enumerable.Range(first, count)], [.. Enumerable.Range(first, count).Select(bar => (byte)(bar % 3))], new float[count]);

    private static int[] Rows(MeasuredBlocks blocks, int block)
    {
        var bars = Enumerable.Range(0, blocks.Bars.Length).Where(i => blocks.BlockOf[i] == block).Select(i => blocks.Bars[i]).ToArray();
        return [.. Enumerable.Range(bars[0] - Lookback + 1, bars[^1] - bars[0] + Lookback)];
    }
}

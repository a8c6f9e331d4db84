using Huracan.Engine;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Splits;

public class PurgeTests
{
    private const int Cases = 2_000;

    [Fact]
    public void The_rule_keeps_all_that_may_be_kept_and_nothing_else() => Assert.Null(FirstFault(Purge.Train));

    [Theory]
    [InlineData("window starts at the end of the first test label")]
    [InlineData("window ends at the end of the last test label, not at the largest")]
    [InlineData("one window over the hull of all blocks")]
    [InlineData("embargo counted from the last test start")]
    [InlineData("embargo short by one bar")]
    [InlineData("open intervals")]
    [InlineData("no purge")]
    public void The_check_finds_every_known_wrong_purge(string mutant) => Assert.NotNull(FirstFault(Mutant(mutant)));

    [Theory]
    [InlineData("window starts at the end of the first test label")]
    [InlineData("window ends at the end of the last test label, not at the largest")]
    [InlineData("no purge")]
    public void A_wrong_purge_leaks_and_the_folds_show_it(string mutant)
    {
        var random = new SeededRandom(8);
        var leaks = 0;
        for (var round = 0; round < 200; round++)
        {
            var samples = RandomIntervals.Make(random, 10);
            foreach (var fold in new PurgedKFold(4, 3, Mutant(mutant)).Split(samples))
            {
                var isLeak = fold.Train.Any(j =>
                    fold.Test.Any(i => samples[i].Start <= samples[j].End && samples[j].Start <= samples[i].End));
                leaks += isLeak ? 1 : 0;
            }
        }
        Assert.True(leaks > 0);
    }

    [Fact]
    public void A_long_label_early_in_the_block_reaches_further_than_the_last_one()
    {
        BarInterval[] samples = [new(0, 1), new(2, 20), new(3, 4), new(10, 11), new(21, 22), new(24, 25)];
        Assert.Equal([0, 4, 5], Purge.Train(samples, [new(1, 3)], 0));
        Assert.Equal([0, 5], Purge.Train(samples, [new(1, 3)], 3));
        Assert.Equal(new BarInterval(2, 20), Purge.Extent(samples, new(1, 3)));
    }

    [Fact]
    public void An_embargo_longer_than_the_series_drops_all_after_the_test()
    {
        BarInterval[] samples = [new(0, 1), new(2, 3), new(4, 5), new(6, 7)];
        Assert.Equal([0], Purge.Train(samples, [new(1, 2)], int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Purge.Train(samples, [new(1, 2)], -1));
    }

    private static string? FirstFault(PurgeRule rule)
    {
        var random = new SeededRandom(21);
        for (var round = 0; round < Cases; round++)
        {
            var samples = RandomIntervals.Make(random, 8);
            var blocks = Blocks(random, samples.Length);
            var embargo = random.NextInt(15);
            if (RandomIntervals.Fault(samples, rule(samples, blocks, embargo), blocks, embargo) is { } error)
                return error;
        }
        return null;
    }

    /// <summary>One to three test blocks that do not touch.</summary>
    private static BarRange[] Blocks(SeededRandom random, int count)
    {
        var blocks = new List<BarRange>();
        var from = 0;
        while (blocks.Count < 3 && from < count - 1)
        {
            var start = from + random.NextInt(count - from);
            var end = Math.Min(count, start + 1 + random.NextInt(10));
            blocks.Add(new(start, end));
            from = end + 1;
        }
        return [.. blocks];
    }

    private static PurgeRule Mutant(string name) => (samples, blocks, embargo) =>
    {
        var all = blocks.ToArray();
        if (name.StartsWith("one window", StringComparison.Ordinal))
            all = [new(all[0].Start, all[^1].End)];
        var kept = new List<int>();
        for (var j = 0; j < samples.Length; j++)
        {
            var drop = false;
            foreach (var block in all)
            {
                var (a, b) = Purge.Extent(samples, block);
                var last = samples[block.End - 1];
                var (from, to, h) = name[..8] switch
                {
                    "window s" => (samples[block.Start].End, b, embargo),
                    "window e" => (a, last.End, embargo),
                    "embargo " when name.Contains("short", StringComparison.Ordinal) => (a, b, embargo - 1),
                    "embargo " => (a, b, last.Start + embargo - b),
                    "open int" => (a + 1, b - 1, embargo + 1),
                    "no purge" => (int.MaxValue, int.MinValue, 0),
                    _ => (a, b, embargo),
                };
                drop |= block.Contains(j) || (samples[j].Start <= to && from <= samples[j].End)
                    || (samples[j].Start > to && samples[j].Start <= (long)to + h);
            }
            if (!drop)
                kept.Add(j);
        }
        return [.. kept];
    };
}

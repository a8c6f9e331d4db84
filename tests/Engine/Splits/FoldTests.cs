using Huracan.Engine;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Splits;

public class FoldTests
{
    [Fact]
    public void K_folds_test_every_sample_once_and_leak_nothing()
    {
        var random = new SeededRandom(1);
        for (var round = 0; round < 500; round++)
        {
            var samples = RandomIntervals.Make(random, 10);
            var folds = 2 + random.NextInt(8);
            var embargo = random.NextInt(10);
            var split = new PurgedKFold(folds, embargo).Split(samples);
            Assert.Equal(folds, split.Length);
            Assert.Equal(Enumerable.Range(0, samples.Length), split.SelectMany(f => f.Test));
            foreach (var fold in split)
            {
                Assert.Null(RandomIntervals.Fault(samples, fold.Train, [new(fold.Test[0], fold.Test[^1] + 1)], embargo));
                AssertBlocks(samples, fold);
            }
        }
    }

    [Fact]
    public void Walk_forward_trains_on_the_past_alone_and_keeps_its_distance()
    {
        var random = new SeededRandom(2);
        for (var round = 0; round < 500; round++)
        {
            var samples = RandomIntervals.Make(random, 12);
            var folds = 1 + random.NextInt(6);
            var embargo = random.NextInt(10);
            int? window = random.NextInt(2) == 0 ? null : 1 + random.NextInt(20);
            var tested = new List<int>();
            foreach (var fold in new PurgedWalkForward(folds, embargo, window).Split(samples))
            {
                var first = samples[fold.Test[0]].Start;
                int[] allowed = [.. Enumerable.Range(0, fold.Test[0]).Where(j => samples[j].End + embargo < first)];
                Assert.Equal(allowed[^Math.Min(allowed.Length, window ?? int.MaxValue)..], fold.Train);
                AssertBlocks(samples, fold);
                tested.AddRange(fold.Test);
            }
            Assert.Equal(Enumerable.Range(tested[0], samples.Length - tested[0]), tested);
        }
    }

    [Theory]
    [InlineData(6, 2, 15, 5)]
    [InlineData(10, 2, 45, 9)]
    [InlineData(5, 1, 5, 1)]
    [InlineData(6, 3, 20, 10)]
    public void Combinatorial_splits_and_paths_are_as_many_as_the_formula_says(int groups, int testGroups, int splits, int paths)
    {
        var combinatorial = new CombinatorialPurged(groups, testGroups, 0);
        var choices = combinatorial.TestGroups();
        Assert.Equal(splits, choices.Length);
        Assert.Equal(splits, choices.Select(c => string.Join(',', c)).Distinct().Count());
        var taken = combinatorial.Paths();
        Assert.Equal(paths, taken.Length);
        foreach (var path in taken)
            Assert.All(path.Select((split, group) => (split, group)), p => Assert.Contains(p.group, choices[p.split]));
        // Every test of a group in a split is used by exactly one path.
        Assert.Equal(splits * testGroups, taken.SelectMany(p => p.Select((split, group) => (split, group))).Distinct().Count());
    }

    [Fact]
    public void Combinatorial_splits_purge_block_by_block()
    {
        var random = new SeededRandom(3);
        for (var round = 0; round < 100; round++)
        {
            var samples = RandomIntervals.Make(random, 12);
            var embargo = random.NextInt(6);
            foreach (var fold in new CombinatorialPurged(6, 2, embargo).Split(samples))
            {
                var blocks = new List<BarRange>();
                foreach (var i in fold.Test)
                {
                    if (blocks.Count > 0 && blocks[^1].End == i)
                        blocks[^1] = blocks[^1] with { End = i + 1 };
                    else
                        blocks.Add(new(i, i + 1));
                }
                Assert.Null(RandomIntervals.Fault(samples, fold.Train, [.. blocks], embargo));
                Assert.Equal(blocks.Select(b => Purge.Extent(samples, b)), fold.TestBlocks);
            }
        }
    }

    [Fact]
    public void Between_two_test_groups_there_is_something_to_train_on()
    {
        BarInterval[] samples = [.. Enumerable.Range(0, 60).Select(i => new BarInterval(i, i))];
        var ends = new CombinatorialPurged(6, 2, 0).Split(samples).Single(f => f.Test[0] == 0 && f.Test[^1] == 59);
        Assert.Equal(Enumerable.Range(10, 40), ends.Train);
        Assert.Equal([new(0, 9), new(50, 59)], ends.TestBlocks);
    }

    [Fact]
    public void Too_few_samples_and_unsorted_ones_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PurgedKFold(3, 0).Split([new(0, 1), new(1, 2)]));
        Assert.Throws<ArgumentException>(() => new PurgedKFold(2, 0).Split([new(5, 6), new(1, 2)]));
        Assert.Throws<ArgumentException>(() => new PurgedWalkForward(1, 0).Split([new(0, 1), new(4, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurgedKFold(1, 0).Split([new(0, 1), new(1, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CombinatorialPurged(4, 4, 0).TestGroups());
    }

    private static void AssertBlocks(BarInterval[] samples, Fold fold)
    {
        var block = Assert.Single(fold.TestBlocks);
        Assert.Equal(fold.Test.Min(i => samples[i].Start), block.Start);
        Assert.Equal(fold.Test.Max(i => samples[i].End), block.End);
    }
}

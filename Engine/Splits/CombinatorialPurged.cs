namespace Huracan.Engine.Splits;

/// <summary>
/// Combinatorial purged cross-validation (AFML ch. 12, formula F6): of N groups every choice of k is tested once, which gives C(N, k)
/// splits and φ = (k/N)·C(N, k) = C(N−1, k−1) backtest paths, each of which tests every group once.
/// </summary>
/// <param name="groups">N, 2 or more.</param>
/// <param name="testGroups">k, 1 to N − 1.</param>
/// <param name="embargo">Bars after each test block in which no training sample starts; 0 or more.</param>
/// <param name="rule">Null takes <see cref="Purge.Train"/>.</param>
public sealed class CombinatorialPurged(int groups, int testGroups, int embargo, PurgeRule? rule = null)
{
    /// <summary>The groups that each split tests, in the order of <see cref="Split"/>: lexicographic.</summary>
    public int[][] TestGroups()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(testGroups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(testGroups, groups);
        var all = new List<int[]>();
        var choice = Enumerable.Range(0, testGroups).ToArray();
        while (true)
        {
            all.Add([.. choice]);
            var i = testGroups - 1;
            while (i >= 0 && choice[i] == groups - testGroups + i)
                i--;
            if (i < 0)
                return [.. all];
            choice[i]++;
            for (var j = i + 1; j < testGroups; j++)
                choice[j] = choice[j - 1] + 1;
        }
    }

    /// <summary>Splits samples whose starts ascend. Test groups that touch make one block.</summary>
    /// <exception cref="ArgumentException">Fewer samples than groups, or out of order.</exception>
    public Fold[] Split(ReadOnlySpan<BarInterval> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        var choices = TestGroups();
        var ranges = Purge.Groups(samples, groups);
        var folds = new Fold[choices.Length];
        for (var s = 0; s < folds.Length; s++)
        {
            var blocks = new List<BarRange>();
            foreach (var g in choices[s])
            {
                if (blocks.Count > 0 && blocks[^1].End == ranges[g].Start)
                    blocks[^1] = new BarRange(blocks[^1].Start, ranges[g].End);
                else
                    blocks.Add(ranges[g]);
            }
            folds[s] = Purge.Fold(samples, blocks.ToArray(), embargo, rule ?? Purge.Train);
        }
        return folds;
    }

    /// <summary>For each path and group, the split whose forecasts of that group the path takes: <c>[path][group]</c>.</summary>
    public int[][] Paths()
    {
        var choices = TestGroups();
        var splitsOf = new List<int>[groups];
        for (var g = 0; g < groups; g++)
            splitsOf[g] = [];
        for (var s = 0; s < choices.Length; s++)
        {
            foreach (var g in choices[s])
                splitsOf[g].Add(s);
        }
        var paths = new int[splitsOf[0].Count][];
        for (var p = 0; p < paths.Length; p++)
            paths[p] = [.. splitsOf.Select(s => s[p])];
        return paths;
    }
}

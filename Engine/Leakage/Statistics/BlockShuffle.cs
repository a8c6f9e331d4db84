namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Shuffles a series in blocks, as if it had nothing to do with any other: within a block it keeps its own dependence, so that labels that
/// overlap do not make chance look small.
/// </summary>
internal static class BlockShuffle
{
    /// <summary>Length of a block: the cube root of the number of bars, but twice what a label reaches at least.</summary>
    public static int Length(int bars, int reach) => Math.Max((int)Math.Ceiling(Math.Cbrt(bars)), 2 * reach);

    /// <summary>Writes the blocks in random order; they are cut from the series as a ring, from a random bar on.</summary>
    public static void Fill(ReadOnlySpan<double> series, int block, SeededRandom random, Span<double> shuffled)
    {
        var n = series.Length;
        var start = random.NextInt(n);
        int[] order = [.. Enumerable.Range(0, (n + block - 1) / block)];
        random.Shuffle<int>(order);
        var to = 0;
        foreach (var which in order)
        {
            var end = Math.Min(n, (which + 1) * block);
            for (var i = which * block; i < end; i++)
                shuffled[to++] = series[(start + i) % n];
        }
    }
}

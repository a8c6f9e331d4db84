namespace Huracan.Engine.Leakage.Replay;

/// <summary>The bars after which a series is cut off or changed.</summary>
internal static class CutBars
{
    /// <summary>
    /// Bars drawn at random from the last nine tenths, ascending; half of them from the marked bars where there are any, since what fills a
    /// gap from behind shows nowhere else.
    /// </summary>
    public static int[] Of(LeakMarket market, LeakOptions options)
    {
        var random = new SeededRandom(options.Seed).Fork("cuts");
        var (first, last) = (market.Count / 10, market.Count - 2); // something must follow
        if (last < first)
            throw new ArgumentException($"{market.Candles.Unit} has {market.Count} candles, too few to cut.", nameof(market));
        var marked = Enumerable.Range(first, last - first + 1).Where(bar => market.Candles.Marked[bar]).ToArray();
        random.Shuffle<int>(marked);
        var cuts = new SortedSet<int>(marked.Take(options.Cuts / 2));
        for (var draw = 0; cuts.Count < options.Cuts && draw < 20 * options.Cuts; draw++)
            cuts.Add(first + random.NextInt(last - first + 1));
        return [.. cuts];
    }
}

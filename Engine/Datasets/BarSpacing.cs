namespace Huracan.Engine.Datasets;

/// <summary>Finds the length of the bars of rows from their times.</summary>
internal static class BarSpacing
{
    /// <summary>The most frequent step, of equally frequent ones the shortest; 0 where there is no step.</summary>
    public static long Of(ReadOnlySpan<long> times)
    {
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < times.Length; i++)
            counts[times[i] - times[i - 1]] = counts.GetValueOrDefault(times[i] - times[i - 1]) + 1;
        return counts.Count == 0 ? 0 : counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }
}

namespace Huracan.Engine.Market;

/// <summary>How much of a stretch of time a coin's funding rates cover.</summary>
public static class FundingCoverage
{
    /// <summary>Longest time between two funding events that still counts as covered: 8 h and a minute of slack.</summary>
    public const long LongestIntervalMs = 8 * 3_600_000L + 60_000L;

    /// <summary>
    /// Share of <c>[start, end)</c> that lies at most one funding interval from a known event: the time before each event,
    /// back to the one before it or at most 8 h, and up to 8 h after the last, since the next is not due earlier.
    /// </summary>
    /// <param name="funding">The rates; null covers nothing.</param>
    /// <param name="start">Milliseconds since the Unix epoch.</param>
    /// <param name="end">Milliseconds since the Unix epoch, exclusive.</param>
    /// <returns>0 to 1; 0 for an empty stretch.</returns>
    public static double Share(FundingSeries? funding, long start, long end)
    {
        if (funding is null || funding.Count == 0 || end <= start)
            return 0;
        var covered = 0L;
        var reached = long.MinValue;
        for (var i = 0; i < funding.Count; i++)
        {
            var time = funding.Times[i];
            covered += Overlap(Math.Max(reached, time - LongestIntervalMs), time, start, end);
            reached = time;
        }
        covered += Overlap(reached, reached + LongestIntervalMs, start, end);
        return (double)covered / (end - start);
    }

    private static long Overlap(long from, long to, long start, long end) => Math.Max(0, Math.Min(to, end) - Math.Max(from, start));
}

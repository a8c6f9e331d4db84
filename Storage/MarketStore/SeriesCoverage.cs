namespace Huracan.Storage.MarketStore;

/// <summary>What a store holds of a series of candles, and what it lacks.</summary>
/// <param name="Rows">Candles.</param>
/// <param name="First">Open time of the first, milliseconds since the Unix epoch.</param>
/// <param name="Last">Open time of the last.</param>
/// <param name="Missing">Candles between the two that the vendor does not have either.</param>
/// <param name="Gaps">How many stretches they are.</param>
/// <param name="LongestGap">Candles of the longest.</param>
/// <param name="NotFinal">Months that a later download may still change.</param>
/// <param name="Revised">Candles that came later with other numbers.</param>
public sealed record SeriesCoverage(int Rows, long First, long Last, long Missing, int Gaps, long LongestGap, int NotFinal, int Revised)
{
    /// <summary>Of a series; null without any candle.</summary>
    /// <param name="store">The store.</param>
    /// <param name="series">A series of candles.</param>
    /// <exception cref="Contracts.InputRefusedException">A file is damaged.</exception>
    public static SeriesCoverage? Of(CandleStore store, SeriesName series)
    {
        var step = series.Timeframe?.Milliseconds ?? throw new ArgumentException($"{series} has no timeframe.", nameof(series));
        var parts = store.Index(series).Parts;
        var (rows, first, last, missing, gaps, longest) = (0, 0L, 0L, 0L, 0, 0L);
        foreach (var times in parts.Select(part => store.Read(series, part)?.Times).OfType<long[]>())
        {
            foreach (var time in times)
            {
                var gap = rows == 0 ? 0 : (time - last) / step - 1;
                (missing, gaps, longest) = (missing + gap, gaps + (gap > 0 ? 1 : 0), Math.Max(longest, gap));
                first = rows++ == 0 ? time : first;
                last = time;
            }
        }
        return rows == 0 ? null : new SeriesCoverage(
            rows, first, last, missing, gaps, longest, parts.Count(part => !part.IsFinal), parts.Sum(part => part.Revised));
    }
}

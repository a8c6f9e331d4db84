namespace Huracan.Storage.MarketStore;

/// <summary>How the candles of a series in two stores differ: of two vendors, or of two markets.</summary>
/// <param name="Common">Candles that both have.</param>
/// <param name="OnlyFirst">Candles of the time both cover that only the first has.</param>
/// <param name="OnlySecond">Candles of that time that only the second has.</param>
/// <param name="Different">Common candles whose closes differ by more than the tolerance.</param>
/// <param name="Largest">Largest difference of two closes, as a share of the first.</param>
/// <param name="LargestAt">Open time of that candle, milliseconds since the Unix epoch.</param>
public sealed record SeriesComparison(int Common, int OnlyFirst, int OnlySecond, int Different, double Largest, long LargestAt)
{
    /// <summary>Compares.</summary>
    /// <param name="first">One store's rows.</param>
    /// <param name="second">The other's.</param>
    /// <param name="tolerance">Difference of closes that counts, as a share.</param>
    public static SeriesComparison Of(MarketRows first, MarketRows second, double tolerance)
    {
        var (start, end) = (Math.Max(first.Times[0], second.Times[0]), Math.Min(first.Times[^1], second.Times[^1]));
        var others = second.Times.Zip(second.Get("close")).Where(row => row.First >= start && row.First <= end).ToDictionary();
        var (common, only, different, largest, at) = (0, 0, 0, 0.0, 0L);
        foreach (var (time, close) in first.Times.Zip(first.Get("close")).Where(row => row.First >= start && row.First <= end))
        {
            if (!others.TryGetValue(time, out var other))
            {
                only++;
                continue;
            }
            common++;
            var difference = Math.Abs(other / close - 1);
            different += difference > tolerance ? 1 : 0;
            (largest, at) = difference > largest ? (difference, time) : (largest, at);
        }
        return new SeriesComparison(common, only, others.Count - common, different, largest, at);
    }
}

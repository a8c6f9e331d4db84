using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Market;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>What candles and times from outside must be before a live forecast rests on them.</summary>
public static class CandleRows
{
    /// <summary>The candles as a series.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="timeframe">Their timeframe.</param>
    /// <param name="rows">Candles without <see cref="Faults"/>.</param>
    public static CandleSeries Series(string coin, Timeframe timeframe, IReadOnlyList<CandleRow> rows) => new(
        coin, timeframe, [.. rows.Select(row => row.OpenTime)], [.. rows.Select(row => row.Open)], [.. rows.Select(row => row.High)],
        [.. rows.Select(row => row.Low)],
        [.. rows.Select(row => row.Close)], [.. rows.Select(row => row.Volume)]);

    /// <summary>Every fault with the index of its candle: null, off the grid, not right after the one before, prices or a volume that
    /// cannot be, or not closed yet.</summary>
    /// <param name="rows">The candles, the oldest first.</param>
    /// <param name="timeframe">Their timeframe.</param>
    /// <param name="now">The present, UTC.</param>
    public static IEnumerable<(int Index, string Fault)> Faults(IReadOnlyList<CandleRow> rows, Timeframe timeframe, DateTimeOffset now)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not { } row)
            {
                yield return (i, "It is null.");
                continue;
            }
            if (row.OpenTime < 0 || row.OpenTime % timeframe.Milliseconds != 0)
                yield return (i, $"open_time {row.OpenTime} is no multiple of {timeframe}.");
            if (i > 0 && rows[i - 1] is { } before && row.OpenTime - before.OpenTime != timeframe.Milliseconds)
                yield return (i, $"open_time {row.OpenTime} is not {timeframe} after the one before.");
            if (!(row.Open > 0 && row.Close > 0 && row.Low > 0 && row.Low <= Math.Min(row.Open, row.Close)
                && row.High >= Math.Max(row.Open, row.Close) && double.IsFinite(row.High)))
                yield return (i, "Prices must be finite and positive, low the lowest and high the highest.");
            if (!(row.Volume >= 0 && double.IsFinite(row.Volume)))
                yield return (i, "The volume must be finite and 0 or more.");
        }
        if (rows.Count > 0 && rows[^1] is { } last && last.OpenTime > now.ToUnixTimeMilliseconds() - timeframe.Milliseconds)
            yield return (rows.Count - 1, "It is not closed yet.");
    }

    /// <summary>The faults of a time at which a bar is said to have closed.</summary>
    /// <param name="closed">Milliseconds since the Unix epoch, UTC.</param>
    /// <param name="timeframe">Timeframe of the bar.</param>
    /// <param name="now">The present, UTC.</param>
    public static IEnumerable<string> CloseFaults(long closed, Timeframe timeframe, DateTimeOffset now)
    {
        if (closed < 0 || closed % timeframe.Milliseconds != 0)
            yield return $"{closed} is no multiple of {timeframe}.";
        if (closed > now.ToUnixTimeMilliseconds())
            yield return "The bar is not closed yet.";
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;

namespace Huracan.Api.Units;

/// <summary>Candles as columns of equal length, for charts.</summary>
internal sealed record CandleColumns(long[] OpenTime, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume)
{
    /// <summary>The candles that open after an instant.</summary>
    public CandlesView Page(UnitId unit, long after, int limit)
    {
        var found = Array.BinarySearch(OpenTime, after);
        var start = found >= 0 ? found + 1 : ~found;
        var range = start..Math.Min(OpenTime.Length, start + limit);
        return new CandlesView(
            unit.Coin, unit.Timeframe, 1, OpenTime[range], Open[range], High[range], Low[range], Close[range], Volume[range],
            range.End.Value < OpenTime.Length ? OpenTime[range.End.Value - 1] : null);
    }

    /// <summary>
    /// All candles, aggregated to at most <paramref name="limit"/>: first open, highest high, lowest low, last close, total volume.
    /// </summary>
    public CandlesView Aggregate(UnitId unit, int limit)
    {
        var bars = Math.Max(1, (OpenTime.Length + limit - 1) / limit);
        var count = (OpenTime.Length + bars - 1) / bars;
        var (times, open, high, low, close, volume) =
            (new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (start, end) = (i * bars, Math.Min(OpenTime.Length, (i + 1) * bars));
            (times[i], open[i], close[i], high[i], low[i]) = (OpenTime[start], Open[start], Close[end - 1], High[start], Low[start]);
            for (var bar = start; bar < end; bar++)
                (high[i], low[i], volume[i]) = (Math.Max(high[i], High[bar]), Math.Min(low[i], Low[bar]), volume[i] + Volume[bar]);
        }
        return new CandlesView(unit.Coin, unit.Timeframe, bars, times, open, high, low, close, volume, null);
    }
}

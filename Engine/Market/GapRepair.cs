using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Closes small gaps with marked candles at the last close, without volume, and cuts the series at large ones, keeping the longest
/// stretch (of equal ones the latest). A fill uses only what was known when the gap began.
/// </summary>
internal static class GapRepair
{
    /// <summary>Rows must be sorted, unique, on the grid and finite; there is at least one.</summary>
    public static CandleSeries Run(RawCandles rows, PreflightOptions options, Findings findings)
    {
        var step = rows.Timeframe.Milliseconds;
        var (from, to) = (0, 0);
        var start = 0;
        var cuts = 0;
        for (var i = 1; i <= rows.Count; i++)
        {
            if (i < rows.Count && Missing(rows, i, step) <= options.MaxGapBars)
                continue;
            if (Bars(rows, start, i, step) >= Bars(rows, from, to, step))
                (from, to) = (start, i);
            start = i;
            cuts++;
        }
        if (cuts > 1)
        {
            findings.Add("large_gap", FindingSeverity.Fixed, cuts - 1,
                $"{cuts - 1} gaps are longer than {options.MaxGapBars} candles; kept the longest stretch, "
                + $"{Findings.At(rows.OpenTimes[from])} to {Findings.At(rows.OpenTimes[to - 1])}, and cut the other "
                + $"{rows.Count - (to - from)} of {rows.Count} candles.");
        }
        var series = Fill(rows, from, to);
        var filled = series.Count - (to - from);
        if (filled > 0)
        {
            var share = (double)filled / series.Count;
            var blocks = share > options.MaxFilledShare;
            var message = blocks
                ? $"{filled} candles ({share:0.##%}) are missing in small gaps, more than the {options.MaxFilledShare:0.##%} that may "
                    + "be filled: bring the series anew from its source."
                : $"{filled} missing candles ({share:0.##%}) were filled at the last close, without volume, and marked: no label or "
                    + "trade rests on them.";
            findings.Add(
                blocks ? "too_many_gaps" : "small_gap", blocks ? FindingSeverity.Blocking : FindingSeverity.Fixed, filled, message);
        }
        return series;
    }

    private static long Missing(RawCandles rows, int i, long step) => (rows.OpenTimes[i] - rows.OpenTimes[i - 1]) / step - 1;

    private static long Bars(RawCandles rows, int from, int to, long step) =>
        to <= from ? 0 : (rows.OpenTimes[to - 1] - rows.OpenTimes[from]) / step + 1;

    private static CandleSeries Fill(RawCandles rows, int from, int to)
    {
        var step = rows.Timeframe.Milliseconds;
        var count = (int)Bars(rows, from, to, step);
        var times = new long[count];
        var open = new double[count];
        var high = new double[count];
        var low = new double[count];
        var close = new double[count];
        var volume = new double[count];
        var marked = new bool[count];
        var row = from;
        for (var i = 0; i < count; i++)
        {
            times[i] = rows.OpenTimes[from] + i * step;
            if (rows.OpenTimes[row] == times[i])
            {
                (open[i], high[i], low[i]) = (rows.Open[row], rows.High[row], rows.Low[row]);
                (close[i], volume[i]) = (rows.Close[row], rows.Volume[row]);
                // A flat candle without volume is an outage or a dead market: nothing could have been bought there.
                marked[i] = volume[i] == 0 && high[i] == low[i];
                row++;
            }
            else
            {
                open[i] = high[i] = low[i] = close[i] = close[i - 1];
                marked[i] = true;
            }
        }
        return new CandleSeries(rows.Coin, rows.Timeframe, times, open, high, low, close, volume, marked);
    }
}

using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Checks of a single row: NaN, infinite, not positive, high and low that do not enclose the candle.
/// </summary>
internal static class RowChecks
{
    public static RawCandles Run(RawCandles raw, PreflightOptions options, Findings findings)
    {
        var kept = new List<int>(raw.Count);
        var infinite = new FirstOf();
        var notPositive = new FirstOf();
        var negativeVolume = new FirstOf();
        var broken = new FirstOf();
        var rounded = new FirstOf();
        var nan = new FirstOf();
        for (var i = 0; i < raw.Count; i++)
        {
            double o = raw.Open[i], h = raw.High[i], l = raw.Low[i], c = raw.Close[i], v = raw.Volume[i];
            if (double.IsNaN(o + h + l + c + v)
                && (double.IsNaN(o) || double.IsNaN(h) || double.IsNaN(l) || double.IsNaN(c) || double.IsNaN(v)))
            {
                nan.See(i);
                continue;
            }
            kept.Add(i);
            if (double.IsInfinity(o) || double.IsInfinity(h) || double.IsInfinity(l) || double.IsInfinity(c) || double.IsInfinity(v))
                infinite.See(i);
            else if (Math.Min(Math.Min(o, h), Math.Min(l, c)) <= 0)
                notPositive.See(i);
            else if (v < 0)
                negativeVolume.See(i);
            else
            {
                var breach = Math.Max(Math.Max(o, c) - h, l - Math.Min(o, c)) / c;
                if (breach > options.PriceTolerance)
                    broken.See(i);
                else if (breach > 0)
                    rounded.See(i);
            }
        }

        string Row(int i) => Findings.Row(raw, i);
        if (nan.Count > 0)
        {
            var share = (double)nan.Count / raw.Count;
            var severity = share > options.MaxNanShare ? FindingSeverity.Blocking : FindingSeverity.Fixed;
            var outcome = severity == FindingSeverity.Blocking
                ? $"more than the {options.MaxNanShare:0.##%} that may be dropped: bring the series anew from its source"
                : "dropped, which leaves a gap";
            findings.Add("nan_rows", severity, nan.Count,
                $"{nan.Count} rows ({share:0.##%}) have an empty or NaN cell, the first is {Row(nan.First)}: {outcome}.");
        }
        if (infinite.Count > 0)
            findings.Add("infinite_value", FindingSeverity.Blocking, infinite.Count,
                $"{infinite.Count} rows hold an infinite value, the first is {Row(infinite.First)}: correct the file.");
        if (notPositive.Count > 0)
        {
            var i = notPositive.First;
            findings.Add("price_not_positive", FindingSeverity.Blocking, notPositive.Count,
                $"{notPositive.Count} rows have a price of zero or less, the first is {Row(i)}: open {raw.Open[i]}, high {raw.High[i]}, "
                + $"low {raw.Low[i]}, close {raw.Close[i]}. Correct the file.");
        }
        if (negativeVolume.Count > 0)
        {
            findings.Add("negative_volume", FindingSeverity.Blocking, negativeVolume.Count,
                $"{negativeVolume.Count} rows have a negative volume, the first is {Row(negativeVolume.First)}: "
                + $"{raw.Volume[negativeVolume.First]}. Correct the file.");
        }
        if (broken.Count > 0)
        {
            var i = broken.First;
            findings.Add("high_low_broken", FindingSeverity.Blocking, broken.Count,
                $"{broken.Count} rows have a high below, or a low above, their open or close, the first is {Row(i)}: open "
                + $"{raw.Open[i]}, high {raw.High[i]}, low {raw.Low[i]}, close {raw.Close[i]}. Are the columns in the right order?");
        }
        if (rounded.Count > 0)
            findings.Add("high_low_rounded", FindingSeverity.Fixed, rounded.Count,
                $"{rounded.Count} rows miss their open or close by a rounding error, the first is {Row(rounded.First)}: high and low "
                + "were widened to enclose them.");
        return findings.Blocked ? raw : Widen(raw.Take(kept));
    }

    private static RawCandles Widen(RawCandles rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            rows.High[i] = Math.Max(rows.High[i], Math.Max(rows.Open[i], rows.Close[i]));
            rows.Low[i] = Math.Min(rows.Low[i], Math.Min(rows.Open[i], rows.Close[i]));
        }
        return rows;
    }

    private struct FirstOf()
    {
        public int Count { get; private set; }

        public int First { get; private set; } = -1;

        public void See(int row)
        {
            if (Count++ == 0)
                First = row;
        }
    }
}

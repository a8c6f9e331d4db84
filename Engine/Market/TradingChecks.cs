using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>Whether the coin was traded and moves at all: flat hours, dead coins, stable pairs, and how old the data is.</summary>
public static class TradingChecks
{
    /// <summary>Code of the finding that the last candle is too old to trade on.</summary>
    public const string Stale = "stale";

    internal static void Run(CandleSeries series, PreflightOptions options, Findings findings)
    {
        CountZeroVolume(series, findings);
        if (!RefuseDead(series, options, findings))
            RefuseStable(series, options, findings);
        if (options.AsOf is { } asOf)
        {
            var age = new CandleAge(series, asOf);
            if (age.IsStale)
            {
                findings.Add(Stale, FindingSeverity.Warning, age.Bars,
                    $"{age.Refusal}. Training on history is fine; no live forecast from these candles is traded. "
                    + "Was the coin delisted, or is the download old?");
            }
        }
    }

    private static bool Untraded(CandleSeries series, int i) => series.Volume[i] == 0 && series.High[i] == series.Low[i];

    private static void CountZeroVolume(CandleSeries series, Findings findings)
    {
        int flat = 0, runs = 0, moving = 0, longest = 0, run = 0, longestEnd = 0;
        for (var i = 0; i < series.Count; i++)
        {
            if (Untraded(series, i))
            {
                flat++;
                if (run++ == 0)
                    runs++;
                if (run > longest)
                    (longest, longestEnd) = (run, i);
                continue;
            }
            run = 0;
            if (series.Volume[i] == 0)
                moving++;
        }
        if (flat > 0)
        {
            findings.Add("flat_without_volume", FindingSeverity.Info, flat,
                $"{flat} candles in {runs} runs are flat and without volume (filled gaps among them), the longest run is {longest} "
                + $"candles from {Findings.At(series.OpenTimes[longestEnd - longest + 1])}: marked, so that no label or trade rests on "
                + "them.");
        }
        if (moving > 0)
            findings.Add("moves_without_volume", FindingSeverity.Warning, moving,
                $"{moving} candles move without any volume: the volume column may be incomplete.");
    }

    private static bool RefuseDead(CandleSeries series, PreflightOptions options, Findings findings)
    {
        var bar = TimeSpan.FromMilliseconds(series.Timeframe.Milliseconds);
        var tail = 0;
        while (tail < series.Count && Untraded(series, series.Count - 1 - tail))
            tail++;
        var window = Math.Min(series.Count, (int)Math.Ceiling(options.DeadWindow / bar));
        var flat = 0;
        for (var i = series.Count - window; i < series.Count; i++)
        {
            if (Untraded(series, i))
                flat++;
        }
        if (tail * bar < options.DeadTail && flat * 2 < window)
            return false;
        var last = series.Count - 1 - tail;
        var traded = last < 0 ? "no candle was ever traded" : $"the last traded candle opened at {Findings.At(series.OpenTimes[last])}";
        findings.Add("dead_coin", FindingSeverity.Blocking, Math.Max(tail, flat),
            $"{traded}; {flat} of the last {window} candles are flat and without volume. Leave the coin out, or end its data before "
                + "that time.");
        return true;
    }

    private static void RefuseStable(CandleSeries series, PreflightOptions options, Findings findings)
    {
        var day = Timeframe.D1.Minutes / series.Timeframe.Minutes;
        if (series.Count <= day)
            return;
        var moves = new double[series.Count - day];
        for (var i = 0; i < moves.Length; i++)
            moves[i] = Math.Abs(Math.Log(series.Close[i + day] / series.Close[i]));
        Array.Sort(moves);
        var medianBps = moves[moves.Length / 2] * 10_000;
        var wanted = options.MinDailyMoveInCosts * options.RoundTripCostBps;
        if (medianBps < wanted)
        {
            findings.Add("stable_pair", FindingSeverity.Blocking, series.Count,
                $"The price moves {medianBps:0.##} bp on a median day, less than {wanted:0.##} bp ({options.MinDailyMoveInCosts:0.##} "
                + $"round trips of {options.RoundTripCostBps:0.##} bp): nothing is left to trade after costs. Leave the coin out.");
        }
    }
}

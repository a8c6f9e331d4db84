using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Reports closes that jump, and separates those that revert at once (a bad print, or a true crash with a rebound) from those that
/// stay. Nothing is removed: a crash such as that of 2025-10-10 is the data a model most needs.
/// </summary>
internal static class OutlierCheck
{
    /// <summary>A jump of which the next candle takes back at least this share counts as reverted.</summary>
    private const double RevertedShare = 0.8;

    /// <summary>Below one per cent nothing is an outlier, however quiet the price is otherwise.</summary>
    private const double SmallestJump = 0.01;

    public static void Run(CandleSeries series, PreflightOptions options, Findings findings)
    {
        if (series.Count < 3)
            return;
        var returns = new double[series.Count - 1];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = Math.Log(series.Close[i + 1] / series.Close[i]);
        var limit = Math.Max(SmallestJump, options.OutlierDeviations * 1.4826 * MedianAbsoluteDeviation(returns));

        var (reverted, stayed) = (0, 0);
        var (worstReverted, worstStayed) = (-1, -1);
        for (var i = 0; i < returns.Length; i++)
        {
            if (Math.Abs(returns[i]) <= limit)
                continue;
            if (i + 1 < returns.Length && -returns[i + 1] / returns[i] >= RevertedShare)
            {
                reverted++;
                if (worstReverted < 0 || Math.Abs(returns[i]) > Math.Abs(returns[worstReverted]))
                    worstReverted = i;
                i++; // the reversal is part of the same event
            }
            else
            {
                stayed++;
                if (worstStayed < 0 || Math.Abs(returns[i]) > Math.Abs(returns[worstStayed]))
                    worstStayed = i;
            }
        }
        var bounds = $"{Math.Exp(limit) - 1:+0.#%} or {Math.Exp(-limit) - 1:0.#%}"; // the same log return up and down
        if (reverted > 0)
            findings.Add("spike_reverted", FindingSeverity.Warning, reverted,
                $"{reverted} closes jump by more than {bounds} and come back in the next candle, the largest "
                + $"{Worst(worstReverted)}: kept; compare with another source.");
        if (stayed > 0)
            findings.Add("large_move", FindingSeverity.Info, stayed,
                $"{stayed} closes move by more than {bounds} in one candle, the largest {Worst(worstStayed)}: kept, "
                + "crashes are part of the market.");

        string Worst(int i) => $"{Math.Exp(returns[i]) - 1:+0.#%;-0.#%} at {Findings.At(series.OpenTimes[i + 1])}";
    }

    private static double MedianAbsoluteDeviation(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var median = sorted[sorted.Length / 2];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = Math.Abs(sorted[i] - median);
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}

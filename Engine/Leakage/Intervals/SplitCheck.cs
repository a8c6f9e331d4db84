using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage.Intervals;

/// <summary>
/// Checks splits from the information intervals alone (F5), sample against sample: it shares no code with what made them and knows
/// nothing of their blocks.
/// </summary>
public static class SplitCheck
{
    /// <summary>No training interval meets a tested one.</summary>
    public static LeakCheckResult Purge(IReadOnlyList<SplitPlan> splits) => Run(LeakCheckKind.Purge, splits, plan =>
    {
        var tests = Sorted(plan.Test);
        // The latest end of the tests that start up to each.
        var latest = new int[tests.Length];
        for (var i = 0; i < tests.Length; i++)
            latest[i] = Math.Max(tests[i].End, i == 0 ? int.MinValue : latest[i - 1]);
        return First(LeakCheckKind.Purge, plan, sample =>
        {
            var started = StartedBy(tests, sample.End);
            return started > 0 ? Math.Min(latest[started - 1], sample.End) - sample.Start + 1 : 0;
        }, "bars of a training sample up to the end of a tested one that it meets; they must share none");
    });

    /// <summary>No training sample begins in the embargo after a tested one, nor ends in the gap before one.</summary>
    public static LeakCheckResult Embargo(IReadOnlyList<SplitPlan> splits) => Run(LeakCheckKind.Embargo, splits, plan =>
    {
        var starts = Sorted(plan.Test);
        int[] ends = [.. plan.Test.Select(test => test.End).Order()];
        return First(LeakCheckKind.Embargo, plan, sample =>
        {
            var ended = EndedBefore(ends, sample.Start);
            if (ended > 0 && sample.Start - (long)ends[ended - 1] <= plan.Embargo)
                return plan.Embargo - (sample.Start - ends[ended - 1]) + 1;
            var next = StartedBy(starts, sample.End);
            return next < starts.Length && starts[next].Start - (long)sample.End <= plan.Gap
                ? plan.Gap - (starts[next].Start - sample.End) + 1
                : 0;
        }, "bars by which a training sample lies inside the embargo after a tested one, or the gap before one; it must be 0");
    });

    private static LeakCheckResult Run(LeakCheckKind check, IReadOnlyList<SplitPlan> splits, Func<SplitPlan, LeakFinding?> look) =>
        new(check, splits.Count, [.. splits.Select(look).OfType<LeakFinding>()]);

    private static LeakFinding? First(LeakCheckKind check, SplitPlan plan, Func<BarInterval, int> overlap, string rule)
    {
        foreach (var sample in plan.Train)
        {
            if (overlap(sample) is > 0 and var bars)
                return new LeakFinding(check, plan.Name, sample.Start, bars, rule);
        }
        return null;
    }

    private static BarInterval[] Sorted(IReadOnlyList<BarInterval> intervals) => [.. intervals.OrderBy(interval => interval.Start)];

    // Number of intervals that start at or before the bar.
    private static int StartedBy(BarInterval[] sorted, int bar)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle].Start <= bar ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    // Number of ends before the bar.
    private static int EndedBefore(int[] sorted, int bar)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < bar ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}

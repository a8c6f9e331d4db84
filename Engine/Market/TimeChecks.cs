using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>Checks of the times: future, off the grid, of another or of several timeframes, unsorted, duplicate.</summary>
internal static class TimeChecks
{
    /// <summary>This many equal steps in a row that are not the timeframe's are candles of another timeframe, not gaps.</summary>
    private const int RunOfAnotherTimeframe = 10;

    /// <summary>2200-01-01: a time in microseconds lies far beyond it.</summary>
    private const long LatestTime = 7_258_118_400_000;

    public static RawCandles Run(RawCandles rows, PreflightOptions options, Findings findings)
    {
        RefuseAbsurd(rows, findings);
        if (findings.Blocked)
            return rows;
        if (options.AsOf is { } asOf)
            RefuseFuture(rows, asOf.ToUnixTimeMilliseconds(), findings);
        var ordered = Sort(rows, findings);
        ordered = DropDuplicates(ordered, findings);
        CheckSteps(ordered, findings);
        if (!findings.Blocked)
            ordered = DropOffGrid(ordered, options, findings);
        return ordered;
    }

    private static void RefuseAbsurd(RawCandles rows, Findings findings)
    {
        var count = 0;
        var first = -1;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.OpenTimes[i] is < 0 or >= LatestTime && count++ == 0)
                first = i;
        }
        if (count > 0)
        {
            findings.Add("absurd_time", FindingSeverity.Blocking, count,
                $"{count} candles open before 1970 or after 2199, the first in row {rows.RowOf(first)} at {rows.OpenTimes[first]} ms: "
                + "is the time column in milliseconds?");
        }
    }

    private static void RefuseFuture(RawCandles rows, long asOf, Findings findings)
    {
        var count = 0;
        var last = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.OpenTimes[i] > asOf)
                count++;
            if (rows.OpenTimes[i] > rows.OpenTimes[last])
                last = i;
        }
        if (count > 0)
        {
            findings.Add("future_rows", FindingSeverity.Blocking, count,
                $"{count} candles open after {Findings.At(asOf)}, the latest is {Findings.Row(rows, last)}: is the time column in another "
                    + "unit or zone?");
        }
    }

    private static RawCandles Sort(RawCandles rows, Findings findings)
    {
        var inversions = 0;
        var first = -1;
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows.OpenTimes[i] < rows.OpenTimes[i - 1] && inversions++ == 0)
                first = i;
        }
        if (inversions == 0)
            return rows;
        findings.Add("unsorted", FindingSeverity.Fixed, inversions,
            $"{inversions} rows open before the row above them, the first is {Findings.Row(rows, first)}: sorted by time.");
        var order = Enumerable.Range(0, rows.Count).ToArray();
        Array.Sort(order, (a, b) =>
            rows.OpenTimes[a] != rows.OpenTimes[b] ? rows.OpenTimes[a].CompareTo(rows.OpenTimes[b]) : a.CompareTo(b));
        return rows.Take(order);
    }

    private static RawCandles DropDuplicates(RawCandles rows, Findings findings)
    {
        var kept = new List<int>(rows.Count);
        var same = 0;
        var repeat = -1;
        var conflicts = 0;
        var conflict = (First: -1, Second: -1);
        for (var i = 0; i < rows.Count; i++)
        {
            if (kept.Count == 0 || rows.OpenTimes[kept[^1]] != rows.OpenTimes[i])
                kept.Add(i);
            else if (Equal(rows, kept[^1], i))
                repeat = same++ == 0 ? i : repeat;
            else if (conflicts++ == 0)
                conflict = (kept[^1], i);
        }
        if (same > 0)
            findings.Add("duplicate_rows", FindingSeverity.Fixed, same,
                $"{same} rows repeat another exactly, the first is {Findings.Row(rows, repeat)}: dropped.");
        if (conflicts > 0)
        {
            findings.Add("conflicting_rows", FindingSeverity.Blocking, conflicts,
                $"{conflicts} rows give a time other values than a row before; {Findings.At(rows.OpenTimes[conflict.First])} has row "
                + $"{rows.RowOf(conflict.First)} {Show(rows, conflict.First)} and row {rows.RowOf(conflict.Second)} "
                + $"{Show(rows, conflict.Second)}: decide which is right and remove the other.");
        }
        return same + conflicts == 0 ? rows : rows.Take(kept);
    }

    private static void CheckSteps(RawCandles rows, Findings findings)
    {
        var step = rows.Timeframe.Milliseconds;
        var steps = new SortedDictionary<long, int>();
        var run = 0;
        var otherRun = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            var gap = rows.OpenTimes[i] - rows.OpenTimes[i - 1];
            steps[gap] = steps.GetValueOrDefault(gap) + 1;
            run = i > 1 && gap == rows.OpenTimes[i - 1] - rows.OpenTimes[i - 2] ? run + 1 : 1;
            if (gap != step)
                otherRun = Math.Max(otherRun, run);
        }
        if (steps.Count == 0)
            return;
        var dominant = steps.MaxBy(s => s.Value).Key;
        var usual = steps.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(4);
        var seen = string.Join(", ", usual.Select(s => $"{TimeSpan.FromMilliseconds(s.Key):c} ×{s.Value}"));
        if (dominant != step)
        {
            findings.Add("wrong_timeframe", FindingSeverity.Blocking, rows.Count,
                $"{rows.Origin} is said to hold {rows.Timeframe} candles, but most lie {TimeSpan.FromMilliseconds(dominant):c} apart "
                + $"(steps seen: {seen}): name the file after its true timeframe.");
        }
        else if (otherRun >= RunOfAnotherTimeframe)
        {
            findings.Add("mixed_timeframes", FindingSeverity.Blocking, otherRun,
                $"{rows.Origin} mixes timeframes: {otherRun} candles in a row do not lie {rows.Timeframe} apart (steps seen: {seen}). "
                + "Split the file by timeframe.");
        }
    }

    private static RawCandles DropOffGrid(RawCandles rows, PreflightOptions options, Findings findings)
    {
        var kept = new List<int>(rows.Count);
        var first = -1;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.OpenTimes[i] % rows.Timeframe.Milliseconds == 0)
                kept.Add(i);
            else if (first < 0)
                first = i;
        }
        var off = rows.Count - kept.Count;
        if (off == 0)
            return rows;
        var blocks = off > options.MaxOffGridShare * rows.Count;
        var outcome = blocks
            ? "are the times those of the opens, in UTC, and the candles of this timeframe?"
            : "dropped, which leaves a gap.";
        findings.Add("off_grid", blocks ? FindingSeverity.Blocking : FindingSeverity.Fixed, off,
            $"{off} of {rows.Count} candles do not open at a multiple of {rows.Timeframe}, the first is "
            + $"{Findings.Row(rows, first)}: {outcome}");
        return rows.Take(kept);
    }

    private static bool Equal(RawCandles rows, int a, int b) =>
        rows.Open[a] == rows.Open[b] && rows.High[a] == rows.High[b] && rows.Low[a] == rows.Low[b]
        && rows.Close[a] == rows.Close[b] && rows.Volume[a] == rows.Volume[b];

    private static string Show(RawCandles rows, int i) =>
        $"[open {rows.Open[i]}, high {rows.High[i]}, low {rows.Low[i]}, close {rows.Close[i]}, volume {rows.Volume[i]}]";
}

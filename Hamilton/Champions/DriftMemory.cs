using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Hamilton.Champions;

/// <summary>
/// The newest judgement of a champion's drift by each rule, and since when each is broken. A judgement on candles that are too few for a
/// rule leaves what was found by it before. Safe for several threads.
/// </summary>
internal sealed class DriftMemory
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> since = [];
    private volatile DriftReport? newest;
    private int bars; // that the newest judgement rests on
    private (DateTimeOffset At, int Count, ServedInterval? Interval)? own; // the newest that was made here, not taken over

    /// <summary>The newest judgement; null before the first.</summary>
    public DriftReport? Newest => newest;

    /// <summary>The worst that the newest judgement found; null where nothing is unusual.</summary>
    public DriftFinding? Worst() =>
        newest?.Findings.Where(finding => finding.Level != DriftLevel.Ok).MaxBy(finding => finding.Level);

    /// <summary>Whether as many candles up to a time were judged here already, or later ones.</summary>
    public bool Has(DateTimeOffset at, int count)
    {
        lock (gate)
            return own is { } known && (known.At > at || (known.At == at && known.Count >= count));
    }

    /// <summary>What the newest judgement made here of the intervals; null where it was not of these candles, or learnt nothing.</summary>
    /// <param name="at">Close of the last candle.</param>
    public ServedInterval? IntervalAt(DateTimeOffset at)
    {
        lock (gate)
            return own is { } known && known.At == at ? known.Interval : null;
    }

    /// <summary>Keeps a judgement on a number of candles unless it has a later one, or one on more of them.</summary>
    public void Keep(DriftReport report, int count, ServedInterval? learnt = null)
    {
        lock (gate)
        {
            if (Has(report.At, count))
                return;
            own = (report.At, count, learnt);
            Add(report, count);
        }
    }

    /// <summary>Takes over a judgement on the whole history that was made elsewhere, unless newer candles were judged here.</summary>
    public void TakeOver(DriftReport report) => Add(report, int.MaxValue);

    private void Add(DriftReport report, int count)
    {
        lock (gate)
        {
            if (newest is { } known && (known.At > report.At || (known.At == report.At && bars >= count)))
                return;
            var judged = report.Findings.Select(finding => finding.Rule).ToHashSet();
            report = report with
            {
                Findings = [.. report.Findings, .. newest?.Findings.Where(finding => !judged.Contains(finding.Rule)) ?? []],
            };
            var broken = report.Findings.Where(finding => finding.Level != DriftLevel.Ok).Select(finding => finding.Rule).ToHashSet();
            foreach (var rule in since.Keys.Except(broken).ToArray())
                since.Remove(rule);
            foreach (var rule in broken)
                since.TryAdd(rule, report.At);
            (newest, bars) = (report, count);
        }
    }

    /// <summary>Close of the first candle in a row of judgements that break a rule.</summary>
    public DateTimeOffset? Since(string rule)
    {
        lock (gate)
            return since.TryGetValue(rule, out var at) ? at : null;
    }
}

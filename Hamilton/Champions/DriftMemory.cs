using Huracan.Contracts.Reports;

namespace Huracan.Hamilton.Champions;

/// <summary>The newest judgement of a champion's drift, and since when each rule is broken. Safe for several threads.</summary>
internal sealed class DriftMemory
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> since = [];
    private volatile DriftReport? newest;

    /// <summary>The newest judgement; null before the first.</summary>
    public DriftReport? Newest => newest;

    /// <summary>The worst that the newest judgement found; null where nothing is unusual.</summary>
    public DriftFinding? Worst() =>
        newest?.Findings.Where(finding => finding.Level != DriftLevel.Ok).MaxBy(finding => finding.Level);

    /// <summary>Whether the candles up to a time were judged already, or later ones.</summary>
    public bool Has(DateTimeOffset at) => newest is { } report && report.At >= at;

    /// <summary>Keeps a judgement unless it has a later one.</summary>
    public void Keep(DriftReport report)
    {
        lock (gate)
        {
            if (newest is { } known && known.At > report.At)
                return;
            var broken = report.Findings.Where(finding => finding.Level != DriftLevel.Ok).Select(finding => finding.Rule).ToHashSet();
            foreach (var rule in since.Keys.Except(broken).ToArray())
                since.Remove(rule);
            foreach (var rule in broken)
                since.TryAdd(rule, report.At);
            newest = report;
        }
    }

    /// <summary>Close of the first candle in a row of judgements that break a rule.</summary>
    public DateTimeOffset? Since(string rule)
    {
        lock (gate)
            return since.TryGetValue(rule, out var at) ? at : null;
    }
}

using System.Diagnostics.Metrics;

namespace Huracan.Api.TrackRecord;

/// <summary>What is measured of the track record; only where a market is followed.</summary>
internal sealed class TrackRecordMetrics(IMeterFactory meters)
{
    private readonly Meter meter = meters.Create("Huracan.Api");
    private Counter<long>? entries;
    private Counter<long>? missed;
    private Histogram<double>? latency;

    /// <summary>Publishes the figures.</summary>
    public void Publish()
    {
        entries = meter.CreateCounter<long>(
            "huracan.track_record.entries", description: "Entries appended to the track record, by kind: decision or outcome");
        missed = meter.CreateCounter<long>(
            "huracan.track_record.missed",
            description: "Closed candles of units with a model on which no decision was made, by reason: stale or failed");
        latency = meter.CreateHistogram(
            "huracan.decision.latency", "s", "Time from a candle's close until the decision on it is recorded",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60] });
        foreach (var kind in new[] { "decision", "outcome" })
            entries.Add(0, new KeyValuePair<string, object?>("kind", kind));
        foreach (var reason in new[] { "stale", "failed" })
            missed.Add(0, Reason(reason));
    }

    /// <summary>Counts a decision that was recorded.</summary>
    public void Decided(TimeSpan sinceClose)
    {
        entries?.Add(1, new KeyValuePair<string, object?>("kind", "decision"));
        latency?.Record(Math.Max(0, sinceClose.TotalSeconds));
    }

    /// <summary>Counts outcomes that were recorded.</summary>
    public void Judged(int count) => entries?.Add(count, new KeyValuePair<string, object?>("kind", "outcome"));

    /// <summary>Counts a candle that was too old for a decision when its turn came.</summary>
    public void Stale() => missed?.Add(1, Reason("stale"));

    /// <summary>Counts a candle whose forecast was refused.</summary>
    public void Failed() => missed?.Add(1, Reason("failed"));

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}

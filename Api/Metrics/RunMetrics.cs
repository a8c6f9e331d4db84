using System.Diagnostics.Metrics;
using System.Text.Json;
using Huracan.Api.Events;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Api.Metrics;

/// <summary>
/// What the cluster's events tell of its work: how units end, how long they take, how fast they train. Counters begin at zero, so that the
/// first increase is seen as one.
/// </summary>
internal sealed class RunMetrics : IEventSink
{
    private const int MostFollowed = 100_000;
    private static readonly string[] Work = ["PREFLIGHT", "TUNING", "EXTENDING", "ANALYZING", "FINALIZING", "BACKTESTING"];

    private readonly Dictionary<(string Run, string Coin, int Minutes), DateTimeOffset> since = []; // touched by one reader alone
    private readonly Counter<long> ended;
    private readonly Counter<long> failures;
    private readonly Histogram<double> stateTime;
    private readonly Histogram<double> rate;

    public RunMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Huracan.Runs");
        ended = meter.CreateCounter<long>("huracan.units.ended", description: "Units that have ended since this process began, by state");
        failures = meter.CreateCounter<long>("huracan.unit.failures", description: "Attempts at units that ended in an error");
        stateTime = meter.CreateHistogram(
            "huracan.unit.state.duration", "s", "Time units spent in a state before they left it",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400],
            });
        rate = meter.CreateHistogram(
            "huracan.training.samples", "{sample}/s", "Samples per second that networks trained on, one value per reported epoch",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000],
            });
        failures.Add(0);
        foreach (var state in UnitStates.Ends)
            ended.Add(0, new KeyValuePair<string, object?>("state", state.Text));
    }

    public void Begin(string last) => since.Clear();

    public void Handle(IReadOnlyList<ClusterEvent> events)
    {
        foreach (var @event in events)
        {
            if (@event is { Kind: "unit", Coin: { } coin, Timeframe: { } timeframe })
                Handle(@event, (@event.RunId, coin, timeframe.Minutes));
        }
    }

    private void Handle(ClusterEvent @event, (string, string, int) unit)
    {
        var (from, to) = (Text(@event.Data, "from"), Text(@event.Data, "state"));
        if (SamplesPerSecond(@event.Data) is { } samples)
            rate.Record(samples);
        if (from == to)
            return;
        if (since.Remove(unit, out var began))
            stateTime.Record((@event.At - began).TotalSeconds, new KeyValuePair<string, object?>("state", from));
        if (Work.Contains(to) && since.Count < MostFollowed)
            since[unit] = @event.At;
        if (UnitStates.IsEnd(to))
            ended.Add(1, new KeyValuePair<string, object?>("state", to));
        if (to == "FAILED" || (to == "QUEUED" && Text(@event.Data, "reason").Length > 0))
            failures.Add(1);
    }

    private static string Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static double? SamplesPerSecond(JsonElement data) =>
        data.TryGetProperty("activity", out var activity) && activity.ValueKind == JsonValueKind.Object
        && activity.TryGetProperty("epoch", out var epoch) && epoch.ValueKind == JsonValueKind.Object
        && epoch.GetProperty("samples_per_second") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}

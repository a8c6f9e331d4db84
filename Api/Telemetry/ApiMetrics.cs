using System.Diagnostics.Metrics;
using Huracan.Cluster.Cache;

namespace Huracan.Api.Telemetry;

/// <summary>
/// What the API counts of itself: names, units and descriptions of all of it. Counters begin at zero, so that the first increase is seen as
/// one.
/// </summary>
internal sealed class ApiMetrics
{
    private readonly Counter<long> cacheReads;
    private readonly Counter<long> predictions;
    private readonly Counter<long> decisions;
    private readonly Counter<long> modelLoads;
    private readonly UpDownCounter<long> watchers;

    public ApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Huracan.Api");
        cacheReads = meter.CreateCounter<long>(
            "huracan.cache.reads", description: "Reads of cached values, by where they were found: memory and redis are hits");
        predictions = meter.CreateCounter<long>("huracan.predictions", description: "Forecasts, by whether they may be traded");
        decisions = meter.CreateCounter<long>("huracan.decisions", description: "Decisions written to the database");
        modelLoads = meter.CreateCounter<long>("huracan.model.loads", description: "Loads of a model into memory, by success");
        watchers = meter.CreateUpDownCounter<long>("huracan.event.clients", description: "Clients that follow the events");
        decisions.Add(0);
        watchers.Add(0);
        foreach (var value in new[] { false, true })
        {
            predictions.Add(0, ShouldTrade(value));
            modelLoads.Add(0, Success(value));
        }
        foreach (var kind in CacheKinds.All)
        {
            foreach (var outcome in Enum.GetValues<CacheOutcome>())
                cacheReads.Add(0, Kind(kind), Found(outcome));
        }
    }

    public void CacheRead(string kind, CacheOutcome outcome) =>
        cacheReads.Add(1, Kind(kind), Found(outcome));

    public void Predicted(bool shouldTrade) => predictions.Add(1, ShouldTrade(shouldTrade));

    public void DecisionsWritten(int count) => decisions.Add(count);

    public void ModelLoaded(bool success) => modelLoads.Add(1, Success(success));

    public void Watchers(int change) => watchers.Add(change);

    private static KeyValuePair<string, object?> Kind(string value) => new("kind", value);

    private static KeyValuePair<string, object?> Found(CacheOutcome value) => new("found", value.ToString().ToLowerInvariant());

    private static KeyValuePair<string, object?> ShouldTrade(bool value) => new("should_trade", value ? "true" : "false");

    private static KeyValuePair<string, object?> Success(bool value) => new("success", value ? "true" : "false");
}

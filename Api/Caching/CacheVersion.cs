using System.Text.Json;
using Huracan.Api.Events;
using Huracan.Cluster.Cache;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Api.Caching;

/// <summary>Invalidates the cache when a run changes or a unit ends, because then the cached data may have changed.</summary>
internal sealed class CacheVersion(VersionedCache cache) : IEventSink
{
    public void Begin(string last) => cache.Advance(last);

    public void Handle(IReadOnlyList<ClusterEvent> events)
    {
        if (events.LastOrDefault(Invalidates) is { } latest)
            cache.Advance(latest.Id);
    }

    private static bool Invalidates(ClusterEvent @event) =>
        @event.Kind == "run"
            || (@event.Kind == "unit" && @event.Data.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String
                && UnitStates.IsEnd(state.GetString()));
}

using System.Text.Json;
using Huracan.Api.Events;
using Huracan.Cluster.Cache;
using Huracan.Contracts;
using Huracan.Contracts.Http;

namespace Huracan.Api.Caching;

/// <summary>Moves the cache on when a run changes or a unit ends: what they publish is what is cached.</summary>
internal sealed class CacheVersion(VersionedCache cache) : IEventSink
{
    public void Begin(string last) => cache.Advance(last);

    public void Take(IReadOnlyList<ClusterEvent> events)
    {
        if (events.LastOrDefault(Matters) is { } latest)
            cache.Advance(latest.Id);
    }

    private static bool Matters(ClusterEvent happened) =>
        happened.Kind == "run"
            || (happened.Kind == "unit" && happened.Data.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String
                && UnitStates.IsEnd(state.GetString()));
}

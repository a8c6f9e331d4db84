using System.Text.Json;

namespace Huracan.Contracts.Http;

/// <summary>Something that happened in the cluster, for whoever watches.</summary>
/// <param name="Id">Place in the order of events; give it back to go on after it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="RunId">The run it belongs to; empty where it is about none.</param>
/// <param name="Coin">The unit's symbol; null where it is about none.</param>
/// <param name="Timeframe">The unit's timeframe; null where it is about none.</param>
/// <param name="Kind">
/// <c>unit</c>, <c>run</c>, <c>decision</c>, <c>schedule</c> or <c>alert</c>, which is of no run but may be about a unit; <c>cut</c> tells
/// a reader who comes back that events before this place are no longer kept and some were missed.
/// </param>
/// <param name="Data">What changed, by kind.</param>
public sealed record ClusterEvent(
    string Id, DateTimeOffset At, string RunId, string? Coin, Timeframe? Timeframe, string Kind, JsonElement Data);

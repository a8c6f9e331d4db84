namespace Huracan.Contracts.Http;

/// <summary>A silo as lists and pages show it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Started">Since when it runs, UTC.</param>
/// <param name="Heartbeat">When it was last heard of, UTC.</param>
/// <param name="Slots">Units it works on at a time.</param>
/// <param name="Busy">Units it works on now.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record SiloView(string Id, DateTimeOffset Started, DateTimeOffset Heartbeat, int Slots, int Busy, string Device);

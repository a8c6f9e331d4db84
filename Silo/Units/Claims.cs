using System.Collections.Concurrent;

namespace Huracan.Silo.Units;

/// <summary>The units this silo works on now.</summary>
internal sealed class Claims
{
    private readonly ConcurrentDictionary<UnitClaim, byte> held = new();

    public int Count => held.Count;

    /// <summary>Whether a unit of the run is among them.</summary>
    public bool AnyOf(string runId) => held.Keys.Any(claim => claim.Key.RunId == runId);

    /// <summary>Holds a claim until the result is disposed.</summary>
    public IDisposable Enter(UnitClaim claim)
    {
        held[claim] = 0;
        return new Entry(this, claim);
    }

    /// <summary>Has every claim look at once what an operator wants.</summary>
    public void Wake()
    {
        foreach (var claim in held.Keys)
            claim.Wake();
    }

    private sealed class Entry(Claims claims, UnitClaim claim) : IDisposable
    {
        public void Dispose() => claims.held.TryRemove(claim, out _);
    }
}

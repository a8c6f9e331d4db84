using System.Collections.Concurrent;

namespace Huracan.Silo.Units;

/// <summary>The units this silo works on now.</summary>
internal sealed class Claims
{
    private readonly ConcurrentDictionary<UnitClaim, byte> held = new();

    public int Count => held.Count;

    /// <summary>Whether this silo works on a unit of the run.</summary>
    public bool AnyOf(string runId) => held.Keys.Any(claim => claim.Key.RunId == runId);

    /// <summary>Holds a claim until the result is disposed.</summary>
    public IDisposable Enter(UnitClaim claim)
    {
        held[claim] = 0;
        return new Entry(this, claim);
    }

    /// <summary>Makes every claim read the desired state now.</summary>
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

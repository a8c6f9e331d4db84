using Huracan.Contracts;

namespace Huracan.Cluster.Units;

/// <summary>What a dispatcher knows of the units in hand: what each silo says it works on, and what it was given since.</summary>
public sealed class Assignments
{
    private readonly Dictionary<string, HashSet<UnitKey>> byOwner = new(StringComparer.Ordinal);

    /// <summary>A silo tells all it works on or is about to start.</summary>
    public void Report(string owner, IEnumerable<UnitKey> units) => byOwner[owner] = [.. units];

    /// <summary>A silo was given a unit, after its last report.</summary>
    public void Assign(string owner, UnitKey unit) => byOwner[owner].Add(unit);

    /// <summary>Forgets silos that died.</summary>
    public void Forget(Predicate<string> isGone)
    {
        foreach (var owner in byOwner.Keys.Where(owner => isGone(owner)).ToList())
            byOwner.Remove(owner);
    }

    /// <summary>Whether no silo has the unit, for whatever run: one run's work on a unit at a time.</summary>
    public bool IsFree(UnitKey unit) => !byOwner.Values.Any(units => units.Any(held => held.Unit == unit.Unit));

    /// <summary>Whether the unit belongs, by its record, to a silo that has reported and does not know of it.</summary>
    public bool IsLost(string owner, UnitKey unit) => byOwner.TryGetValue(owner, out var units) && !units.Contains(unit);
}

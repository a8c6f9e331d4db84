using Huracan.Contracts;

namespace Huracan.Cluster.Units;

/// <summary>What a dispatcher knows of the units in hand: what each silo says it works on, and what it was given since.</summary>
public sealed class Assignments
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, (HashSet<UnitKey> Units, DateTimeOffset At)> byOwner = new(StringComparer.Ordinal);

    /// <summary>A silo tells all it works on or is about to start.</summary>
    public void Report(string owner, IEnumerable<UnitKey> units, DateTimeOffset now) => byOwner[owner] = ([.. units], now);

    /// <summary>A silo was given a unit, after its last report.</summary>
    public void Assign(string owner, UnitKey unit) => byOwner[owner].Units.Add(unit);

    /// <summary>Forgets silos that died.</summary>
    public void Forget(Predicate<string> isGone)
    {
        foreach (var owner in byOwner.Keys.Where(owner => isGone(owner)).ToList())
            byOwner.Remove(owner);
    }

    /// <summary>Whether no silo has the unit, for whatever run: one run's work on a unit at a time.</summary>
    public bool IsFree(UnitKey unit) => !byOwner.Values.Any(silo => silo.Units.Any(held => held.Unit == unit.Unit));

    /// <summary>
    /// Whether the unit belongs, by its record, to a silo that does not know of it. An old report tells nothing: the silo may report to
    /// another activation of the dispatcher.
    /// </summary>
    public bool IsLost(string owner, UnitKey unit, DateTimeOffset now) =>
        byOwner.TryGetValue(owner, out var silo) && now - silo.At <= Fresh && !silo.Units.Contains(unit);
}

namespace Huracan.Cluster.Units;

/// <summary>Where the units' records are kept.</summary>
public interface IUnitStore
{
    /// <summary>A unit's record, or null where there is no such unit.</summary>
    Task<UnitRecord?> FindAsync(UnitKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a record under its lock: of two concurrent changes, the second sees the result of the first. When
    /// <paramref name="change"/> throws, or gives back what it got, nothing is written.
    /// </summary>
    /// <returns>The record after the change.</returns>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    Task<UnitRecord> ChangeAsync(UnitKey key, Func<UnitRecord, UnitRecord> change, CancellationToken cancellationToken);
}

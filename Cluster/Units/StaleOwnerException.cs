namespace Huracan.Cluster.Units;

/// <summary>A write had the token of a claim that is not the latest: another silo may own the unit, so the work must stop.</summary>
public sealed class StaleOwnerException : Exception
{
    /// <summary>Refuses a write.</summary>
    /// <param name="record">The unit's present record.</param>
    /// <param name="token">The claim that wrote.</param>
    public StaleOwnerException(UnitRecord record, long token)
        : base($"{record.Key}: claim {token} is over; the latest is {record.Token}, held by {record.Owner ?? "no silo"}.")
    {
    }
}

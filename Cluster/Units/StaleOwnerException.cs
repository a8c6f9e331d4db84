namespace Huracan.Cluster.Units;

/// <summary>A write carried the token of a claim that is no longer the latest. Another silo owns the unit; stop the work.</summary>
public sealed class StaleOwnerException : Exception
{
    /// <summary>Refuses a write.</summary>
    /// <param name="record">The unit as it stands.</param>
    /// <param name="token">The claim that wrote.</param>
    public StaleOwnerException(UnitRecord record, long token)
        : base($"{record.Key}: claim {token} is over; the latest is {record.Token}, held by {record.Owner ?? "nobody"}.")
    {
    }
}

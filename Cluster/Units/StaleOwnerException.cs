namespace Huracan.Cluster.Units;

/// <summary>Somebody wrote in the name of a claim that is no longer the latest. The work is another's now; drop it.</summary>
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

namespace Huracan.Cluster.Cache;

/// <summary>Leaves something alone for a while after it has failed several times in a row, then lets one try through at a time.</summary>
internal sealed class CircuitBreaker(TimeProvider time, int faults, TimeSpan pause)
{
    private readonly Lock gate = new();
    private int failed;
    private DateTimeOffset openUntil;

    /// <summary>Whether a try may be made now.</summary>
    public bool IsClosed
    {
        get
        {
            lock (gate)
            {
                if (failed < faults)
                    return true;
                var now = time.GetUtcNow();
                if (now < openUntil)
                    return false;
                openUntil = now + pause; // this try decides; others wait for it
                return true;
            }
        }
    }

    public void Succeed()
    {
        lock (gate)
            failed = 0;
    }

    public void Fail()
    {
        lock (gate)
        {
            if (++failed >= faults)
                openUntil = time.GetUtcNow() + pause;
        }
    }
}

namespace Huracan.Silo.Maintenance;

/// <summary>Limits periodic work to once per interval.</summary>
/// <param name="interval">Shortest time between two runs; the first is due at once.</param>
internal sealed class RateGate(TimeSpan interval)
{
    private DateTimeOffset next;

    /// <summary>Whether the work is due; if so, the next interval starts now.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (now < next)
            return false;
        next = now + interval;
        return true;
    }
}

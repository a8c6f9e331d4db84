namespace Huracan.Silo.Scheduling;

/// <summary>Lets periodic work through at most once in a while.</summary>
/// <param name="every">At least so long between two times; the first is at once.</param>
internal sealed class RateGate(TimeSpan every)
{
    private DateTimeOffset next;

    /// <summary>Whether it is time; if so, the next time is counted from now.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (now < next)
            return false;
        next = now + every;
        return true;
    }
}

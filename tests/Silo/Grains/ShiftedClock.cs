namespace Huracan.Tests.Silo.Grains;

/// <summary>The system's clock, set ahead: timers run as ever, and what is asked for the time believes that it is later.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    /// <summary>Sets it ahead.</summary>
    public void Advance(TimeSpan by) => shift += by;

    /// <summary>Sets it ahead to a whole minute that is at least so far away, and so many seconds more.</summary>
    public DateTimeOffset AdvanceToMinute(TimeSpan atLeast, int seconds = 1)
    {
        var now = GetUtcNow() + atLeast;
        var minute = now.AddTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
        Advance(minute.AddSeconds(seconds) - GetUtcNow());
        return minute;
    }
}

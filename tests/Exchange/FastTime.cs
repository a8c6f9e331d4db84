namespace Huracan.Tests.Exchange;

/// <summary>A clock that goes faster than the world's, from a given moment on; pauses are shorter by as much.</summary>
internal sealed class FastTime(DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long begun = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(begun) * speed;

    public override long GetTimestamp() => begun + (long)((System.GetTimestamp() - begun) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}

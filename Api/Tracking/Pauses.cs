namespace Huracan.Api.Tracking;

/// <summary>What is not tried before its time, each time later than the time before.</summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">No pause is longer.</param>
/// <param name="time">The clock.</param>
internal sealed class Pauses<T>(TimeSpan first, TimeSpan longest, TimeProvider time)
    where T : notnull
{
    private readonly Dictionary<T, (TimeSpan Pause, long Since)> waiting = [];

    /// <summary>What is not to be tried now.</summary>
    public IEnumerable<T> Waiting => [.. waiting.Keys.Where(one => Left(one) > TimeSpan.Zero)];

    /// <summary>How long it is not to be tried yet; zero where it may be.</summary>
    public TimeSpan Left(T one) => waiting.TryGetValue(one, out var wait)
        ? wait.Pause - time.GetElapsedTime(wait.Since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero
        : TimeSpan.Zero;

    /// <summary>It did not succeed.</summary>
    /// <returns>How long it is not to be tried.</returns>
    public TimeSpan Failed(T one)
    {
        var pause = waiting.TryGetValue(one, out var before) ? before.Pause * 2 : first;
        pause = pause < longest ? pause : longest;
        waiting[one] = (pause, time.GetTimestamp());
        return pause;
    }

    /// <summary>It succeeded, or nothing is to be done about it any more.</summary>
    public void Done(T one) => waiting.Remove(one);
}

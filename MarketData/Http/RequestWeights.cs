namespace Huracan.MarketData.Http;

/// <summary>
/// Keeps below a vendor's limit on what may be asked of it in a stretch of time. Where the vendor counts, and says in its answers how much
/// is used, this counts along between them. While the vendor asks for a pause nothing is sent.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="limit">What may be asked in a stretch.</param>
/// <param name="window">The stretch; stretches follow each other from midnight on.</param>
public sealed class RequestWeights(TimeProvider time, int limit, TimeSpan window)
{
    private const double Share = 0.9; // other programs of this address may ask too
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly long begun = time.GetTimestamp();
    private TimeSpan pausedUntil; // since the beginning: the clock may be set meanwhile
    private DateTimeOffset current;
    private int used;

    /// <summary>What may be asked in a stretch.</summary>
    public int Limit { get; set; } = limit;

    /// <summary>Waits until a request may be sent, and counts it.</summary>
    public async Task TakeAsync(int weight, CancellationToken cancellationToken)
    {
        while (Wait(weight) is { } delay)
            await Task.Delay(delay, time, cancellationToken);
    }

    /// <summary>What the vendor says is used in this stretch.</summary>
    public void Report(int counted)
    {
        lock (gate)
            used = Math.Max(used, counted);
    }

    /// <summary>Nothing is sent before this is over.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (gate)
        {
            var until = time.GetElapsedTime(begun) + (pause > ShortestPause ? pause : ShortestPause);
            pausedUntil = pausedUntil > until ? pausedUntil : until;
        }
    }

    // Null where the request may be sent now.
    private TimeSpan? Wait(int weight)
    {
        lock (gate)
        {
            if (pausedUntil - time.GetElapsedTime(begun) is var pause && pause > TimeSpan.Zero)
                return pause;
            var now = time.GetUtcNow();
            var stretch = new DateTimeOffset(now.Ticks - now.Ticks % window.Ticks, TimeSpan.Zero);
            if (stretch != current)
                (current, used) = (stretch, 0);
            if (used > 0 && used + weight > Limit * Share)
                return current + window - now + TimeSpan.FromMilliseconds(1);
            used += weight;
            return null;
        }
    }
}

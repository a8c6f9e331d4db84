namespace Huracan.MarketData.Http;

/// <summary>
/// Keeps below a vendor's limit on what may be asked of it in a minute. The vendor counts, and says in its answers how much is used;
/// between them this counts along. While the vendor asks for a pause nothing is sent.
/// </summary>
public sealed class RequestWeights(TimeProvider time)
{
    private const double Share = 0.9; // other programs of this address may ask too
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset pausedUntil;
    private DateTimeOffset window;
    private int used;

    /// <summary>What may be asked in a minute.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>Waits until a request may be sent, and counts it.</summary>
    public async Task TakeAsync(int weight, CancellationToken cancellationToken)
    {
        while (Wait(weight) is { } delay)
            await Task.Delay(delay, time, cancellationToken);
    }

    /// <summary>What the vendor says is used in this minute.</summary>
    public void Report(int counted)
    {
        lock (gate)
            used = Math.Max(used, counted);
    }

    /// <summary>Nothing is sent before this is over.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (gate)
            pausedUntil = pausedUntil > time.GetUtcNow() + pause ? pausedUntil : time.GetUtcNow() + pause;
    }

    // Null where the request may be sent now.
    private TimeSpan? Wait(int weight)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now < pausedUntil)
                return pausedUntil - now;
            var current = new DateTimeOffset(now.Ticks - now.Ticks % Window.Ticks, TimeSpan.Zero);
            if (current > window)
                (window, used) = (current, 0);
            if (used > 0 && used + weight > Limit * Share)
                return window + Window - now + TimeSpan.FromMilliseconds(1);
            used += weight;
            return null;
        }
    }
}

namespace Huracan.AppHost.Hosting;

/// <summary>
/// How long to wait before a crashed part is started again: 1, 2, 4, … 30 seconds, from the start again after ten seconds of health: a
/// crash loop exits sooner.
/// </summary>
internal sealed class BackOff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);
    private TimeSpan next = First;

    /// <summary>The wait after a crash of a part that had been ready for so long (zero: it never was).</summary>
    public TimeSpan Next(TimeSpan healthyFor)
    {
        if (healthyFor >= Healthy)
            next = First;
        var wait = next;
        next = next * 2 < Longest ? next * 2 : Longest;
        return wait;
    }
}

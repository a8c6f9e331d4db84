using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>
/// Looks twice a second that each silo works on as many units as belong to it. For a while it may not: a death is noticed, a report is on
/// its way. While no silo is there, nobody can notice anything, and that time does not count.
/// </summary>
internal sealed class OrphanWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(60);

    private readonly RunningApplication application;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, long> since = new(StringComparer.Ordinal);
    private readonly Task watching;

    public OrphanWatch(RunningApplication application, string runId)
    {
        this.application = application;
        watching = Task.Run(() => WatchAsync(runId));
    }

    /// <summary>For how long, at most, units belonged to a silo that did not work on them.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Stops watching.</summary>
    /// <exception cref="InvalidOperationException">For a minute units belonged to a silo that did not work on them.</exception>
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await watching;
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task WatchAsync(string runId)
    {
        while (!stop.IsCancellationRequested)
        {
            var busy = (await application.SilosAsync()).ToDictionary(silo => silo.Id, silo => silo.Busy);
            var owned = (await application.UnitsAsync(runId)).Where(unit => !unit.State.IsEnd && unit.Owner is not null)
                .GroupBy(unit => unit.Owner!).ToDictionary(units => units.Key, units => units.Count());
            Look(owned, busy);
            await Task.Delay(Interval, stop.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Look(Dictionary<string, int> owned, Dictionary<string, int> busy)
    {
        if (busy.Count == 0)
        {
            since.Clear();
            return;
        }
        foreach (var silo in since.Keys.Where(silo => owned.GetValueOrDefault(silo) <= busy.GetValueOrDefault(silo)).ToList())
            since.Remove(silo);
        foreach (var (silo, units) in owned.Where(pair => pair.Value > busy.GetValueOrDefault(pair.Key)))
        {
            since.TryAdd(silo, TimeProvider.System.GetTimestamp());
            var waited = TimeProvider.System.GetElapsedTime(since[silo]);
            Longest = waited > Longest ? waited : Longest;
            if (waited > Allowed)
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{units} units belong to {silo}, which has worked on fewer for a minute; there are {string.Join(", ", busy.Keys)}."
                        + $"\n{application.Log}"));
        }
    }
}

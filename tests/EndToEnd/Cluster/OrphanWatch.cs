using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>
/// Looks twice a second that each unit of a run which has an owner has a living one with a worker. For a while it may have none: a death is
/// noticed, a worker starts.
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

    /// <summary>Stops watching.</summary>
    /// <exception cref="InvalidOperationException">A unit had an owner and no worker for a minute.</exception>
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
            foreach (var unit in await application.UnitsAsync(runId))
                Look(unit);
            await Task.Delay(Interval, stop.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Look(UnitView unit)
    {
        var name = $"{unit.Coin}/{unit.Timeframe}";
        if (unit.State.IsEnd || unit.Owner is not { } owner || application.WorkerProcesses(RunningApplication.ProcessOf(owner)).Length > 0)
        {
            since.Remove(name);
            return;
        }
        since.TryAdd(name, TimeProvider.System.GetTimestamp());
        if (TimeProvider.System.GetElapsedTime(since[name]) > Allowed)
            throw new InvalidOperationException($"{name} belongs to {owner}, which has no worker, for a minute.\n{application.Log}");
    }
}

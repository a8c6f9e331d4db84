using Huracan.Cluster.Grains;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>
/// Hands out the queue. It knows what each silo works on because each says so whenever it asks, at least once a second; what it remembers
/// beyond that only spares queries.
/// </summary>
[GrainType("dispatcher"), KeepAlive]
internal sealed partial class DispatcherGrain(
    DueTable due, RunTable runs, IClusterMembershipService membership, TimeProvider time, ILogger<DispatcherGrain> log)
    : Grain, IDispatcherGrain
{
    private const int Window = 256;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(10);

    private readonly Assignments assignments = new();
    private readonly Dictionary<string, IWorkerPool> pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> settling = new(StringComparer.Ordinal);
    private DateTimeOffset nextCheck;

    public async Task<IReadOnlyList<UnitKey>> TakeAsync(WorkerPoolStatus pool, IWorkerPool observer)
    {
        var owner = pool.Owner.Address;
        pools[owner] = observer;
        assignments.Report(owner, pool.Running, time.GetUtcNow());
        if (time.GetUtcNow() >= nextCheck)
            await CheckAsync();
        var taken = new List<UnitKey>();
        while (taken.Count < pool.Free && await NextAsync(pool.Device) is { } key)
        {
            assignments.Assign(owner, key);
            taken.Add(key);
        }
        return taken;
    }

    public async Task WakeAsync()
    {
        waiting.Clear();
        foreach (var pool in pools.Values)
            await pool.WakeAsync();
    }

    private async Task<UnitKey?> NextAsync(string device)
    {
        var now = time.GetUtcNow();
        // Read anew every second: a unit that was released, or waited after a failure, may be the most urgent one.
        if (!waiting.TryGetValue(device, out var queue) || now >= queue.Read + Interval
            || (queue.Units.Count == 0 && !queue.WasEmpty))
        {
            var found = await due.DueAsync(device, Window, CancellationToken.None);
            waiting[device] = queue = new Waiting(new Queue<UnitKey>(found), now, found.Count == 0);
        }
        while (queue.Units.TryDequeue(out var key))
        {
            if (assignments.IsFree(key)) // it may be handed out and not started yet
                return key;
        }
        return null;
    }

    // Units of silos that died, units that a living silo no longer knows of, and runs whose last unit ended unseen.
    private async Task CheckAsync()
    {
        nextCheck = time.GetUtcNow() + Interval;
        var members = membership.CurrentSnapshot;
        foreach (var address in pools.Keys.Where(address => OwnerLiveness.IsGone(address, members)).ToList())
            pools.Remove(address);
        assignments.Forget(owner => !pools.ContainsKey(owner));
        foreach (var (key, token, address) in await due.OwnedAsync(CancellationToken.None))
        {
            if (!assignments.IsLost(address ?? "", key, time.GetUtcNow()) && !OwnerLiveness.IsGone(address, members))
                continue;
            Settle($"{key}", () => GrainFactory.GetGrain<IUnitGrain>(key.Unit.ToString()).AbandonAsync(key.RunId, token));
        }
        foreach (var runId in await runs.ConcludableAsync(CancellationToken.None))
            Settle(runId, () => GrainFactory.GetGrain<IRunGrain>(runId).ConcludeAsync());
    }

    // Nobody waits for it: a unit or run that is locked, or cannot be concluded, must not keep others from their units.
    private void Settle(string what, Func<Task> action)
    {
        if (settling.Add(what))
            _ = SettleAsync(what, action);
    }

    private async Task SettleAsync(string what, Func<Task> action)
    {
        try
        {
            await action();
            waiting.Clear();
        }
        catch (Exception exception)
        {
            LogFailure(what, exception.Message);
            await Task.Delay(FailureDelay, time);
        }
        settling.Remove(what);
    }

    [LoggerMessage(1, LogLevel.Warning, "{What} could not be put in order yet: {Reason}")]
    private partial void LogFailure(string what, string reason);

    private sealed record Waiting(Queue<UnitKey> Units, DateTimeOffset Read, bool WasEmpty);
}

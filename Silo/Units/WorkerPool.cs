using System.Collections.Concurrent;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Silos;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Engine;
using Huracan.Silo.Grains;
using Huracan.Silo.Settings;

namespace Huracan.Silo.Units;

/// <summary>
/// This silo's worker slots: asks the dispatcher for units while a slot is free, and works on each. When the silo stops, it stops first and
/// gives its units back while the grains still answer.
/// </summary>
internal sealed partial class WorkerPool(
    IGrainFactory grains, ILocalSiloDetails local, IClusterMembershipService membership, UnitHost host, Claims claims, SiloTable silos,
    SiloIdentity silo, TimeProvider time, ILogger<WorkerPool> log) : BackgroundService, IWorkerPool
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<UnitKey, byte> running = new();
    private readonly WakeUp wakeUp = new();
    private DateTimeOffset nextHeartbeat;

    public Task WakeAsync()
    {
        claims.Wake();
        wakeUp.Set();
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host goes on starting
        var owner = OwnerLiveness.Of(silo.Id, local.SiloAddress, membership.CurrentSnapshot.Version);
        var observer = grains.CreateObjectReference<IWorkerPool>(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeAsync(owner, observer, stoppingToken); // is not cancelled: the units are waited for below
            }
            catch (Exception exception)
            {
                LogFailure(exception.Message);
            }
            await wakeUp.WaitAsync(Interval, CancellationToken.None);
        }
        while (!running.IsEmpty)
            await wakeUp.WaitAsync(Interval, CancellationToken.None);
        await LeaveAsync();
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        var stopping = base.StopAsync(cancellationToken);
        wakeUp.Set();
        return stopping;
    }

    public override void Dispose()
    {
        wakeUp.Dispose();
        base.Dispose();
    }

    private async Task TakeAsync(UnitOwner owner, IWorkerPool observer, CancellationToken stoppingToken)
    {
        var status = new WorkerPoolStatus(owner, SettingText.Of(silo.Device), silo.Slots - running.Count, [.. running.Keys]);
        foreach (var key in await grains.GetGrain<IDispatcherGrain>(0).TakeAsync(status, observer))
        {
            running[key] = 0; // before it begins: it may end at once
            _ = Task.Run(() => RunAsync(key, owner, stoppingToken), CancellationToken.None);
        }
        if (time.GetUtcNow() < nextHeartbeat)
            return; // a unit may take milliseconds
        nextHeartbeat = time.GetUtcNow() + Interval / 2;
        await silos.HeartbeatAsync(silo.Id, silo.Slots, running.Count, status.Device, CancellationToken.None);
    }

    private async Task RunAsync(UnitKey key, UnitOwner owner, CancellationToken stoppingToken)
    {
        try
        {
            await host.RunAsync(key, owner, stoppingToken);
        }
        catch (Exception exception)
        {
            LogLost(key, exception.Message);
            await Task.Delay(Interval, CancellationToken.None); // the dispatcher may hand out the same unit next
        }
        running.TryRemove(key, out _);
        wakeUp.Set();
    }

    private async Task LeaveAsync()
    {
        try
        {
            await silos.LeaveAsync(silo.Id, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException)
        {
            // It is no longer listed in a few seconds.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The dispatcher gave no units: {Reason}")]
    private partial void LogFailure(string reason);

    [LoggerMessage(2, LogLevel.Error, "The work on {Unit} ended without a report: {Reason}")]
    private partial void LogLost(UnitKey unit, string reason);
}

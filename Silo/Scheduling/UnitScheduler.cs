using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Silos;
using Huracan.Cluster.Units;
using Huracan.Engine;
using Huracan.Silo.Settings;
using Huracan.Silo.Units;
using Quartz;

namespace Huracan.Silo.Scheduling;

/// <summary>
/// Schedules a Quartz job for every unit that is due, by priority. Only a window of units is scheduled at a time, so that a more urgent run
/// does not wait behind thousands of units. One silo schedules for the whole cluster, the one that holds an advisory lock. It also ends
/// or releases units that no silo will claim, and concludes runs whose last unit has ended.
/// </summary>
internal sealed partial class UnitScheduler(
    Database database, DueTable due, RunTable runs, ConclusionTable conclusions, SiloTable silos, Claims claims, SiloRuns work,
    SiloIdentity silo, ISchedulerFactory schedulers,
    BlobCollector blobs, EventCollector events, TimeProvider time, ILogger<UnitScheduler> log) : BackgroundService
{
    private const long LockNumber = 1_113_943_148; // any number, the same for all silos
    private const int Window = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim wakeUp = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = Listener.RunAsync(database, UnitTable.WorkChannel, OnNotified, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ScheduleWhileLeadingAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogFailure(exception.Message);
            }
            await wakeUp.WaitAsync(Interval, CancellationToken.None);
        }
        await listening;
        await silos.LeaveAsync(silo.Id, CancellationToken.None);
    }

    private void OnNotified()
    {
        claims.Wake();
        try
        {
            wakeUp.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    // The lock belongs to the connection: it is released as soon as the leader dies.
    private async Task ScheduleWhileLeadingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        while (true)
        {
            await silos.HeartbeatAsync(silo.Id, silo.Slots, claims.Count, SettingText.Of(silo.Device), cancellationToken);
            await work.CleanUpAsync(claims, cancellationToken);
            if ((await Database.QueryAsync(
                connection, "select pg_try_advisory_lock($1)", row => row.GetBoolean(0), cancellationToken, LockNumber)).Single())
                await ScheduleAsync(cancellationToken);
            await wakeUp.WaitAsync(Interval, cancellationToken);
        }
    }

    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        await due.SweepAsync(cancellationToken);
        await blobs.CollectAsync(cancellationToken);
        await events.CollectAsync(cancellationToken);
        foreach (var run in await runs.UnfinishedAsync(cancellationToken))
            await conclusions.TryConcludeAsync(run.RunId, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>();
        var waiting = await UnitJob.WaitingAsync(scheduler, cancellationToken);
        if (waiting.Count > Window / 2)
            return;
        var start = time.GetUtcNow();
        foreach (var (key, priority) in await due.DueAsync(Window, cancellationToken))
        {
            // Quartz orders by due time, and only then by priority: each trigger is due a millisecond after the one before.
            if (!waiting.Contains(UnitJob.TriggerOf(key)))
                jobs[UnitJob.Describe(key)] = [UnitJob.TriggerFor(key, priority, start.AddMilliseconds(jobs.Count), time)];
        }
        if (jobs.Count > 0)
            await scheduler.ScheduleJobs(jobs, new ScheduleJobOptions(), cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning, "Units could not be scheduled: {Reason}")]
    private partial void LogFailure(string reason);
}

using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Schedules;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>
/// A task's grain. Its state and what its history gains are written in one transaction. A reminder wakes it every minute, so that the end
/// of an executor that died, and what fell due meanwhile, are noticed although nobody asks.
/// </summary>
[GrainType("schedule")]
internal sealed partial class ScheduleGrain(
    [PersistentState("schedule")] IPersistentState<ScheduleRecord> state, Database database, GrainMetrics metrics, TimeProvider time,
    ILogger<ScheduleGrain> log) : Grain, IScheduleGrain, IRemindable
{
    internal const string Reminder = "tick";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1); // Orleans allows no shorter one

    private string Name => this.GetPrimaryKeyString();

    private ScheduleRules Rules => new(Name);

    // PostgreSQL keeps microseconds: what is stored is to be what was answered.
    private DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    public async Task ScheduleAsync(string? cron)
    {
        var change = Rules.Schedule(state.State, cron, Now);
        // A reminder without a schedule removes itself; a schedule without a reminder would stay without one.
        if (change.Record.Cron is not null && await this.GetReminder(Reminder) is null)
            await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        await WriteAsync(change);
        if (change.Record.Cron is null)
            await ForgetReminderAsync();
    }

    public async Task<ScheduledTask?> TakeAsync(string owner)
    {
        var (change, taken) = Rules.Take(state.State, owner, Now);
        await WriteAsync(change);
        return taken;
    }

    public async Task<bool> KeepAsync(long token)
    {
        if (Rules.Keep(state.State, token, Now) is not { } change)
            return false;
        await WriteAsync(change);
        return true;
    }

    public Task EndAsync(long token, TaskOutcome outcome) => WriteAsync(Rules.End(state.State, token, outcome, Now));

    public Task StartAsync() => WriteAsync(Rules.Start(state.State, Now));

    public Task<ScheduleStatus> StatusAsync() => Task.FromResult(Rules.Status(state.State, Now));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await WriteAsync(Rules.Tick(state.State, Now));
        if (state.State.Cron is null)
            await ForgetReminderAsync();
    }

    private async Task ForgetReminderAsync()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task WriteAsync(ScheduleChange change)
    {
        if (change.Ended.Count == 0 && change.Record == state.State)
            return;
        var isWriting = false;
        try
        {
            await Database.TransactAmbientAsync(async () =>
            {
                await using (var connection = await database.OpenAsync(CancellationToken.None))
                {
                    foreach (var ended in change.Ended)
                        await ScheduleHistoryTable.AppendAsync(connection, ended, CancellationToken.None);
                }
                isWriting = true;
                state.State = change.Record;
                await state.WriteStateAsync();
                return change;
            });
        }
        catch (Exception exception) when (isWriting)
        {
            // What is in memory may not be what is stored: the next call reads it anew.
            metrics.RefusedByState();
            LogRefused(Name, exception.Message);
            DeactivateOnIdle();
            throw;
        }
        foreach (var ended in change.Ended)
            LogEnded(Name, ended.Occurrence, ended.State, ended.Summary);
    }

    [LoggerMessage(1, LogLevel.Warning, "The state of the schedule {Task} was not written: {Reason}")]
    private partial void LogRefused(string task, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Task}: the occurrence of {Occurrence:u} is {State}: {Summary}")]
    private partial void LogEnded(string task, DateTimeOffset occurrence, Contracts.OccurrenceState state, string summary);
}

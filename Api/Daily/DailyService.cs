using Huracan.Api.Errors;
using Huracan.Cluster.Grains;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.MarketData.Daily;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Daily;

/// <summary>
/// Carries out the tasks of the daily cycle when the cluster says that they are due. Of several APIs one takes an occurrence; another takes
/// it again where that one dies.
/// </summary>
internal sealed partial class DailyService(
    IOptions<DailySettings> settings, DailyPlan plan, IEnumerable<IDailyTask> tasks, ClusterConnection cluster, DailyAlerts alerts,
    TimeProvider time, ILogger<DailyService> log) : BackgroundService
{
    private static readonly TimeSpan KeepInterval = TimeSpan.FromSeconds(10);
    private static readonly string Owner = $"{Environment.MachineName}-{Environment.ProcessId}";

    private TimeSpan PollInterval => TimeSpan.FromSeconds(settings.Value.PollSeconds);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => plan.Options is { } options
        ? Task.WhenAll(tasks.Select(task => LoopAsync(task, options, stoppingToken)))
        : Task.CompletedTask;

    private async Task LoopAsync(IDailyTask task, DailyOptions options, CancellationToken cancellationToken)
    {
        var isScheduled = false;
        while (true)
        {
            try
            {
                var schedule = await cluster.ScheduleAsync(task.Name, cancellationToken);
                if (!isScheduled)
                {
                    await schedule.ScheduleAsync(options.CronOf(task.Name));
                    if (task.Name == DailyTask.All[0] && options.CronOf(task.Name) is not null)
                        await StartFirstAsync(schedule);
                }
                isScheduled = true;
                if (!task.IsElsewhere && !await IsEarlierToComeAsync(task, options, cancellationToken)
                    && await schedule.TakeAsync(Owner) is { } due)
                    await CarryOutAsync(task, options, schedule, due, cancellationToken);
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                LogPostponed(task.Name, exception.Message);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnexpected(task.Name, exception); // one task that goes wrong must not end the cycle
            }
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private async Task CarryOutAsync(
        IDailyTask task, DailyOptions options, IScheduleGrain schedule, ScheduledTask due, CancellationToken cancellationToken)
    {
        LogBegins(task.Name, due.Occurrence, due.Missed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(schedule, due, stop);
        TaskOutcome outcome;
        try
        {
            outcome = await task.RunAsync(options, due, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogLost(task.Name, due.Occurrence);
            return;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (exception is not (InputRefusedException or VendorException or IOException or UnauthorizedAccessException
                or ConflictException))
                LogUnexpected(task.Name, exception);
            outcome = new TaskOutcome(false, exception.Message);
        }
        finally
        {
            await stop.CancelAsync();
            await keeping;
        }
        await EndAsync(schedule, due, outcome, cancellationToken); // first: whoever is told may be slow
        if (!outcome.Succeeded)
            await alerts.RaiseAsync(DailyAlert.OfTask(task.Name, outcome.Summary, time.GetUtcNow()), cancellationToken);
        if (outcome.Succeeded && Following(task.Name) is { } next && options.CronOf(next) is not null)
            await StartFirstAsync(await cluster.ScheduleAsync(next, cancellationToken));
    }

    // A task waits for those it rests on: neither a long download nor the very first one leaves it half a market. A download that is merely
    // due is not waited for: where a process outside the cluster follows the market, nobody here ever takes it.
    private async Task<bool> IsEarlierToComeAsync(IDailyTask task, DailyOptions options, CancellationToken cancellationToken)
    {
        for (var earlier = Preceding(task.Name); earlier is not null; earlier = Preceding(earlier))
        {
            var status = await (await cluster.ScheduleAsync(earlier, cancellationToken)).StatusAsync();
            var isToCome = earlier == DailyTask.Download
                ? status.Cron is not null && !CandleStore.IsStore(options.Source)
                : status is { Due: not null } or { Cron: not null, LastTaken: null };
            if (isToCome || status.Running is not null)
                return true;
        }
        return false;
    }

    // The very first time each task begins as soon as the one before it has done its part: nobody waits for the night.
    private static async Task StartFirstAsync(IScheduleGrain schedule)
    {
        if (await schedule.StatusAsync() is not { LastTaken: null, Running: null, Due: null })
            return;
        try
        {
            await schedule.StartAsync();
        }
        catch (ConflictException)
        {
            // it has begun meanwhile
        }
    }

    private static string? Following(string task) => task switch
    {
        DailyTask.Download => DailyTask.Universe,
        DailyTask.Universe => DailyTask.Factory,
        _ => null,
    };

    private static string? Preceding(string task) => DailyTask.All.FirstOrDefault(name => Following(name) == task);

    // Whoever has lost the occurrence stops working on it.
    private async Task KeepAsync(IScheduleGrain schedule, ScheduledTask due, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(KeepInterval, time, stop.Token);
                try
                {
                    if (!await schedule.KeepAsync(due.Token))
                        await stop.CancelAsync();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogPostponed(due.Occurrence.ToString("u"), exception.Message); // the next one may arrive
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the task has ended
        }
    }

    private async Task EndAsync(IScheduleGrain schedule, ScheduledTask due, TaskOutcome outcome, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await schedule.EndAsync(due.Token, outcome);
                return;
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "'{Task}' of {Occurrence:u} begins; {Missed} before it were missed")]
    private partial void LogBegins(string task, DateTimeOffset occurrence, int missed);

    [LoggerMessage(2, LogLevel.Warning, "'{Task}' of {Occurrence:u} is another API's now")]
    private partial void LogLost(string task, DateTimeOffset occurrence);

    [LoggerMessage(4, LogLevel.Error, "'{Task}' went wrong")]
    private partial void LogUnexpected(string task, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The schedule of '{Task}' cannot be asked: {Reason}")]
    private partial void LogPostponed(string task, string reason);
}

using Huracan.Cluster.Schedules;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Schedules;
using Huracan.Tests.Servers;

namespace Huracan.Tests.Silo.Grains;

public class ScheduleGrainTests
{
    private const string EveryMinute = "* * * * *";
    private static readonly TaskOutcome Done = new(true, "500 coins", """{"coins": 500}""");

    [PostgresFact]
    public async Task A_task_is_taken_kept_and_ended_and_its_history_told()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var grain = cluster.Schedule("download");
        await grain.ScheduleAsync("0 0 1 1 *");
        await grain.ScheduleAsync(EveryMinute);
        Assert.Null(await grain.TakeAsync("api-1"));
        var minute = cluster.Clock.AdvanceToMinute(TimeSpan.FromMinutes(2));
        Assert.Equal(minute, (await grain.StatusAsync()).Due);

        var task = await grain.TakeAsync("api-1");

        Assert.NotNull(task);
        Assert.Equal((minute, 1, 1L), (task.Occurrence, task.Attempt, task.Token));
        Assert.InRange(task.Missed, 2, 3); // a minute may have gone by since the start
        Assert.Null(await grain.TakeAsync("api-2"));
        Assert.True(await grain.KeepAsync(1));
        Assert.False(await grain.KeepAsync(2));
        var status = await grain.StatusAsync();
        Assert.Equal(
            ("download", EveryMinute, minute.AddMinutes(1), minute, "api-1", null),
            (status.Task, status.Cron, status.Next, status.LastTaken, status.Running!.Owner, status.Last));
        await grain.EndAsync(1, Done);
        await grain.EndAsync(1, Done); // the first answer was lost
        await Assert.ThrowsAsync<StaleOwnerException>(() => grain.EndAsync(2, Done));
        status = await grain.StatusAsync();
        Assert.Equal((null, "500 coins"), (status.Running, status.Last!.Summary));
        var ended = Assert.Single(await HistoryAsync(cluster));
        Assert.Equal(("download", minute, OccurrenceState.Done, task.Missed), (ended.Task, ended.Occurrence, ended.State, ended.Missed));
        Assert.Equal(500, ended.Report!.Value.GetProperty("coins").GetInt32());
        Assert.Equal(["schedule:DONE:"], await EventsAsync(cluster));
    }

    [PostgresFact]
    public async Task What_callers_may_not_do_is_refused_with_the_reason()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var grain = cluster.Schedule("run");

        var expression = await Assert.ThrowsAsync<InputRefusedException>(() => grain.ScheduleAsync("at two"));
        Assert.Contains("'at two'", expression.Message, StringComparison.Ordinal);
        await grain.StartAsync(); // by hand, without a schedule
        Assert.Equal(1, (await grain.TakeAsync("api-1"))!.Token);
        var started = await Assert.ThrowsAsync<ConflictException>(grain.StartAsync);
        Assert.Contains("run cannot be started: api-1 has worked on", started.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InputRefusedException>(() => grain.EndAsync(1, Done with { Report = "no JSON" }));
        await grain.EndAsync(1, new TaskOutcome(false, "disk full"));

        Assert.Equal(
            [(OccurrenceState.Failed, "disk full")], (await HistoryAsync(cluster)).Select(ended => (ended.State, ended.Summary)));
    }

    [PostgresFact]
    public async Task What_falls_due_while_another_is_worked_on_is_refused_and_executors_that_die_are_replaced_twice()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var grain = cluster.Schedule("universe");
        cluster.Clock.Advance(TimeSpan.FromMinutes(90 - cluster.Clock.GetUtcNow().Minute)); // half an hour from any whole one
        await grain.ScheduleAsync("0 * * * *");
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        var first = (await grain.TakeAsync("api-1"))!;
        cluster.Clock.Advance(TimeSpan.FromHours(1)); // nobody asked meanwhile
        Assert.True(await grain.KeepAsync(1));
        Assert.Equal(
            [(first.Occurrence.AddHours(1), OccurrenceState.Refused)],
            (await HistoryAsync(cluster)).Select(ended => (ended.Occurrence, ended.State)));

        foreach (var attempt in new[] { 2, 3 })
        {
            cluster.Clock.Advance(ScheduleRules.Patience);
            var again = (await grain.TakeAsync("api-2"))!;
            Assert.Equal((first.Occurrence, attempt, (long)attempt), (again.Occurrence, again.Attempt, again.Token));
        }
        cluster.Clock.Advance(ScheduleRules.Patience);
        Assert.Null(await grain.TakeAsync("api-3"));

        var last = (await HistoryAsync(cluster)).Single(ended => ended.State == OccurrenceState.Failed);
        Assert.Equal((first.Occurrence, 3), (last.Occurrence, last.Attempt));
        Assert.Contains("given up", last.Summary, StringComparison.Ordinal);
        Assert.Equal(["schedule:REFUSED:", "schedule:FAILED:"], await EventsAsync(cluster));
    }

    [PostgresFact]
    public async Task A_refused_state_leaves_no_history_and_the_next_call_reads_anew()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var grain = cluster.Schedule("retention");
        await grain.StartAsync();
        await grain.TakeAsync("api-1");
        // another activation wrote
        Assert.Equal(1, await cluster.Database.ExecuteAsync("update orleans.states set version = version + 1", CancellationToken.None));

        await Assert.ThrowsAnyAsync<OrleansException>(() => grain.EndAsync(1, Done));

        Assert.Empty(await HistoryAsync(cluster));
        Assert.Empty(await EventsAsync(cluster));
        await grain.EndAsync(1, Done);
        Assert.Single(await HistoryAsync(cluster));
    }

    [PostgresFact]
    public async Task After_a_restart_of_all_silos_the_state_is_kept_and_the_reminder_wakes_the_grain_unasked()
    {
        await using var cluster = await GrainCluster.StartAsync();
        await cluster.Schedule("download").ScheduleAsync("0 0 * * *");
        await cluster.Schedule("download").StartAsync();
        var task = (await cluster.Schedule("download").TakeAsync("api-1"))!;
        Assert.Equal(["schedule/download:tick:60000"], await RemindersAsync(cluster));

        await cluster.RestartAsync();
        cluster.Clock.Advance(ScheduleRules.Patience);
        var before = await VersionAsync(cluster);
        await cluster.Database.ExecuteAsync( // a silo reads changed rows every second: nobody waits a minute
            "update orleans.reminders set started = $1, version = version + 1", CancellationToken.None,
            cluster.Clock.GetUtcNow().AddSeconds(2));
        await cluster.UntilAsync(async () => await VersionAsync(cluster) is var version && version != before ? version : null);

        var again = (await cluster.Schedule("download").TakeAsync("api-2"))!;
        Assert.Equal((task.Occurrence, 2, 2L), (again.Occurrence, again.Attempt, again.Token));
    }

    [PostgresFact]
    public async Task A_schedule_has_one_reminder_and_none_once_it_is_stopped()
    {
        await using var cluster = await GrainCluster.StartAsync();
        var grain = cluster.Schedule("download");
        await grain.ScheduleAsync(EveryMinute);
        await grain.ScheduleAsync(EveryMinute);
        await grain.ScheduleAsync("0 * * * *");
        Assert.Single(await RemindersAsync(cluster));
        await cluster.Database.ExecuteAsync("create table kept as select * from orleans.reminders", CancellationToken.None);

        await grain.ScheduleAsync(null);
        Assert.Empty(await RemindersAsync(cluster));

        // It was left behind: the grain could not unregister it, or died before.
        await cluster.Database.ExecuteAsync("insert into orleans.reminders select * from kept", CancellationToken.None);
        await grain.AsReference<IRemindable>().ReceiveReminder("tick", default);
        Assert.Empty(await RemindersAsync(cluster));
        Assert.Null((await grain.StatusAsync()).Next);
    }

    private static async Task<List<OccurrenceView>> HistoryAsync(GrainCluster cluster) =>
        [.. (await new ScheduleHistoryTable(cluster.Database).PageAsync(null, null, null, null, 100, CancellationToken.None))
            .Select(entry => entry.View)];

    private static Task<List<string>> EventsAsync(GrainCluster cluster) => cluster.Database.QueryAsync(
        "select concat(kind, ':', data ->> 'state', ':', run_id) from events order by tx, id", row => row.GetString(0),
        CancellationToken.None);

    private static Task<List<string>> RemindersAsync(GrainCluster cluster) => cluster.Database.QueryAsync(
        "select concat(grain, ':', name, ':', period) from orleans.reminders", row => row.GetString(0), CancellationToken.None);

    private static async Task<string> VersionAsync(GrainCluster cluster) => (await cluster.Database.QueryAsync(
        "select version::text from orleans.states where key = 'download'", row => row.GetString(0), CancellationToken.None)).Single();
}

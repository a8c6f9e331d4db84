using System.Text.Json;
using Huracan.Cluster.Schedules;
using Huracan.Contracts;
using Huracan.Contracts.Http.Schedules;
using Huracan.Tests.Cluster.Events;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Schedules;

public class ScheduleHistoryTableTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Entries_are_paged_by_task_and_time_the_latest_first_and_raise_events()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new ScheduleHistoryTable(database);
        var done = new OccurrenceView(
            "download", Day, OccurrenceState.Done, Day.AddSeconds(1), Day.AddSeconds(2), 2, 3, "500 coins",
            JsonDocument.Parse("""{"coins": 500}""").RootElement);
        await AppendAsync(done);
        await AppendAsync(done with { Task = "universe", Occurrence = Day.AddHours(1) });
        await AppendAsync(done with { Occurrence = Day.AddHours(2), State = OccurrenceState.Failed });
        await AppendAsync(done with { Occurrence = Day.AddHours(2), State = OccurrenceState.Refused, Started = null, Report = null });

        var first = await table.PageAsync("download", null, null, null, 2, CancellationToken.None);
        var next = await table.PageAsync("download", null, null, (first[^1].View.Occurrence, first[^1].Number), 2, CancellationToken.None);

        Assert.Equal([OccurrenceState.Refused, OccurrenceState.Failed], first.Select(entry => entry.View.State));
        Assert.Equal((null, null), (first[0].View.Started, first[0].View.Report));
        var (read, _) = Assert.Single(next);
        Assert.Equal(done with { Report = null }, read with { Report = null });
        Assert.Equal(500, read.Report!.Value.GetProperty("coins").GetInt32());
        Assert.Equal(["download", "download", "universe", "download"], await TasksAsync(null, null));
        Assert.Equal(["universe"], await TasksAsync(Day.AddHours(1), Day.AddHours(2)));
        var events = await ReadableEvents.OfRunAsync(database, "");
        Assert.Equal(4, events.Count);
        Assert.All(events, told => Assert.Equal(("schedule", null, null), (told.Kind, told.Coin, told.Timeframe)));
        Assert.Equal(
            ("download", "DONE", "500 coins", 2),
            (Text(events[0].Data, "task"), Text(events[0].Data, "state"), Text(events[0].Data, "summary"),
                events[0].Data.GetProperty("attempt").GetInt32()));

        Task<int> AppendAsync(OccurrenceView entry) => database.TransactAsync(
            async connection =>
            {
                await ScheduleHistoryTable.AppendAsync(connection, entry, CancellationToken.None);
                return 0;
            },
            CancellationToken.None);

        async Task<IEnumerable<string>> TasksAsync(DateTimeOffset? from, DateTimeOffset? until) =>
            (await table.PageAsync(null, from, until, null, 10, CancellationToken.None)).Select(entry => entry.View.Task);
    }

    private static string? Text(JsonElement data, string key) => data.GetProperty(key).GetString();
}

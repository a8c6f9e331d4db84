using System.Diagnostics;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Tests.Cluster.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Events;

[Collection(LargeCollection.Name)]
public class EventTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    [PostgresFact]
    public async Task An_event_that_commits_late_is_not_skipped()
    {
        var database = await cluster.DatabaseAsync();
        var events = new EventTable(database);
        await using var slow = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await slow.BeginTransactionAsync();
        await EventTable.AppendAsync(slow, new NewEvent("late", null, "run", new { Number = 1 }), CancellationToken.None);
        await AppendAsync(database, "late", 2);

        var before = await events.AfterAsync(null, "late", 10, CancellationToken.None);
        await transaction.CommitAsync();
        var after = await ReadableEvents.OfRunAsync(database, "late");

        Assert.Empty(before); // the second is committed and still waits behind the first
        Assert.Equal([1, 2], after.Select(@event => @event.Data.GetProperty("number").GetInt32()));
    }

    [PostgresFact]
    public async Task A_reader_that_follows_while_many_write_sees_every_event_once()
    {
        var database = await cluster.DatabaseAsync();
        var events = new EventTable(database);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await AppendAsync(database, "many", writer * 1000 + i);
        })).ToArray();
        var all = Task.WhenAll(writers);

        // The last ones wait for every transaction of the server that was open when they were written, those of other databases included.
        var seen = new List<int>();
        string? last = null;
        for (var begun = Stopwatch.StartNew(); seen.Count < 400 && begun.Elapsed < TimeSpan.FromMinutes(1);)
        {
            var batch = await events.AfterAsync(last, "many", 37, CancellationToken.None);
            seen.AddRange(batch.Select(@event => @event.Data.GetProperty("number").GetInt32()));
            last = batch.Count > 0 ? batch[^1].Id : last;
        }
        await all;

        Assert.Equal(400, seen.Count);
        Assert.Equal(400, seen.Distinct().Count());
        foreach (var writer in seen.GroupBy(number => number / 1000))
            Assert.Equal(writer.Order(), writer);
    }

    [PostgresFact]
    public async Task Transactions_are_ordered_as_numbers()
    {
        var database = await cluster.DatabaseAsync();
        var events = new EventTable(database);
        foreach (var transaction in new[] { 10, 9, 100, 99 })
            await database.ExecuteAsync(
                $"insert into events (tx, at, run_id, kind, data) values ('{transaction}', now(), 'order', 'run', '{{}}')",
                CancellationToken.None);

        var seen = new List<string>();
        for (var last = (string?)null; await events.AfterAsync(last, "order", 1, CancellationToken.None) is [var next]; last = next.Id)
            seen.Add(next.Id.Split('-')[0]);
        await AppendAsync(database, "newest", 1);
        var newest = await ReadableEvents.OfRunAsync(database, "newest");

        Assert.Equal(["9", "10", "99", "100"], seen);
        Assert.Equal(newest.Single().Id, await events.LastAsync(CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_reader_that_resumes_before_deleted_events_gets_a_cut_event_and_no_other_does()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var events = new EventTable(database);
        Assert.Null(await events.CutAsync(null, CancellationToken.None));
        for (var number = 0; number < 4; number++)
            await AppendAsync(database, "old", number);
        var all = await ReadableEvents.OfRunAsync(database, "old");
        await database.ExecuteAsync(
            "update events set at = at - interval '8 days' where tx <= $1::xid8", CancellationToken.None, all[2].Id.Split('-')[0]);

        Assert.Equal(3, await events.ForgetAsync(TimeProvider.System.GetUtcNow().AddDays(-7), CancellationToken.None));
        Assert.Equal(0, await events.ForgetAsync(TimeProvider.System.GetUtcNow().AddDays(-7), CancellationToken.None));

        Assert.Equal([all[3].Id], (await events.AfterAsync(null, null, 10, CancellationToken.None)).Select(@event => @event.Id));
        foreach (var missed in new[] { null, all[0].Id, all[1].Id })
            Assert.Equal(
                (all[2].Id, "cut", missed),
                await events.CutAsync(missed, CancellationToken.None) is { } cut
                    ? (cut.Id, cut.Kind, cut.Data.GetProperty("after").GetString())
                    : default);
        foreach (var seen in new[] { all[2].Id, all[3].Id })
            Assert.Null(await events.CutAsync(seen, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Waiting_readers_are_notified()
    {
        var database = await cluster.DatabaseAsync();
        using var stop = new CancellationTokenSource();
        using var heard = new SemaphoreSlim(0);
        var listening = Listener.RunAsync(database, EventTable.Channel, () => heard.Release(), stop.Token);
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10))); // it listens

        await AppendAsync(database, "woken", 1);

        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10)));
        await stop.CancelAsync();
        await listening;
    }

    [PostgresFact]
    public async Task A_broken_listening_connection_is_reopened()
    {
        var database = await cluster.DatabaseAsync();
        using var stop = new CancellationTokenSource();
        using var heard = new SemaphoreSlim(0);
        var listening = Listener.RunAsync(database, "huracan_test", () => heard.Release(), stop.Token);
        await heard.WaitAsync(TimeSpan.FromSeconds(10));

        await database.QueryAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen huracan_test'", row =>
                row.GetBoolean(0), CancellationToken.None);

        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10))); // it listens again, and says that something may have been missed
        await stop.CancelAsync();
        await listening;
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    public async Task A_place_that_is_none_is_refused(string id)
    {
        var events = new EventTable(await cluster.DatabaseAsync());

        await Assert.ThrowsAsync<InputRefusedException>(() => events.AfterAsync(id, null, 1, CancellationToken.None));
    }

    private static Task AppendAsync(Database database, string runId, int number) => database.TransactAsync(
        async connection =>
        {
            await EventTable.AppendAsync(connection, new NewEvent(runId, null, "run", new { Number = number }), CancellationToken.None);
            return true;
        },
        CancellationToken.None);
}

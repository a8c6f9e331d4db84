using System.Net.ServerSentEvents;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Events;

public class EventStreamTests(WithHost<EventStreamTests>.Shared shared) : WithHost<EventStreamTests>(shared)
{
    private static readonly UnitId Coin = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_stream_begins_with_the_next_event()
    {
        var host = await HostAsync();
        var earlier = await Seed.QueuedAsync(host, Coin);
        // An event can be read once no transaction that began before it is open.
        await Eventually.ThatAsync(async () =>
            (await host.Get<EventTable>().AfterAsync(null, earlier, 1, CancellationToken.None)).Count > 0);
        await using var stream = await Client.OpenAsync(host, "/events");

        var runId = await Seed.QueuedAsync(host, Coin);
        await host.Get<RunTable>().PauseAsync(runId, CancellationToken.None);
        var events = await stream.TakeAsync(3);

        Assert.All(events, @event => Assert.Equal(runId, @event.Data.RunId));
        Assert.Equal(["run", "unit", "run"], events.Select(@event => @event.Data.Kind));
        Assert.All(events, @event => Assert.Equal((@event.Data.Id, @event.Data.Kind), (@event.Id, @event.Type)));
    }

    [PostgresFact]
    public async Task A_stream_continues_after_the_last_event_id()
    {
        var host = await HostAsync();
        await using var before = await Client.OpenAsync(host, "/events");
        for (var i = 0; i < 6; i++)
            await Seed.QueuedAsync(host, Coin);
        var all = await before.TakeAsync(6);

        await using var byHeader = await Client.OpenAsync(host, "/events", all[2].Id);
        await using var byQuery = await Client.OpenAsync(host, $"/events?after={all[3].Id}");

        Assert.Equal(all.Skip(3).Select(@event => @event.Id), (await byHeader.TakeAsync(3)).Select(@event => @event.Id));
        Assert.Equal(all.Skip(4).Select(@event => @event.Id), (await byQuery.TakeAsync(2)).Select(@event => @event.Id));
    }

    [PostgresFact]
    public async Task A_stream_of_one_run_has_no_events_of_others()
    {
        var host = await HostAsync();
        var wanted = await Seed.QueuedAsync(host, Coin);
        await using var stream = await Client.OpenAsync(host, $"/events?run={wanted}");

        await Seed.QueuedAsync(host, Coin);
        await host.Get<RunTable>().CancelAsync(wanted, CancellationToken.None);
        var events = await stream.TakeAsync(2);

        Assert.All(events, @event => Assert.Equal(wanted, @event.Data.RunId));
    }

    [PostgresFact]
    public async Task Decisions_raise_events_before_the_end_of_the_run_and_can_be_resumed_from()
    {
        var host = await HostAsync();
        await using var stream = await Client.OpenAsync(host, "/events");

        var runId = await Seed.ScoredAsync(host, result =>
            Seed.Proven(result) with { Score = 80 });
        var events = new List<(string Id, string Type, ClusterEvent Data)>();
        while (events.Count == 0 || events[^1].Type != "run" || events.Count < 4)
            events.AddRange(await stream.TakeAsync(1));
        var decision = events[^2];
        await using var after = await Client.OpenAsync(host, "/events", events[^3].Id);

        Assert.Equal(
            ("decision", runId, "SIM001USDT", Timeframe.H1),
            (decision.Type, decision.Data.RunId, decision.Data.Coin, decision.Data.Timeframe));
        Assert.Equal("ACTIVE", decision.Data.Data.GetProperty("action").GetString());
        Assert.Equal(80, decision.Data.Data.GetProperty("score").GetDouble());
        Assert.Equal("HIGH", decision.Data.Data.GetProperty("tier").GetString());
        Assert.Equal([decision.Id, events[^1].Id], (await after.TakeAsync(2)).Select(@event => @event.Id));
    }

    [PostgresFact]
    public async Task An_event_of_a_schedule_belongs_to_no_run()
    {
        var host = await HostAsync();
        await using var stream = await Client.OpenAsync(host, "/events");

        await host.Get<Database>().ExecuteAsync(
            "insert into events (at, run_id, kind, data) values (now(), '', 'schedule', '{\"task\": \"download\", \"state\": \"DONE\"}')",
            CancellationToken.None);
        var told = (await stream.TakeAsync(1))[0];

        Assert.Equal(("schedule", "schedule", "", null, null), (
            told.Type, told.Data.Kind, told.Data.RunId, told.Data.Coin, told.Data.Timeframe));
        Assert.Equal("download", told.Data.Data.GetProperty("task").GetString());
        var list = await host.GetAsync<Page<ClusterEvent>>("/events/list?limit=500");
        Assert.Contains(list.Items, listed => listed.Id == told.Id);
    }

    [PostgresFact]
    public async Task A_client_that_resumes_after_deleted_events_gets_a_cut_event()
    {
        await using var host = await ApiHost.StartAsync();
        await using var before = await Client.OpenAsync(host, "/events");
        await Seed.QueuedAsync(host, Coin);
        await Seed.QueuedAsync(host, Coin);
        var seen = await before.TakeAsync(2);
        await host.Get<EventTable>().ForgetAsync(TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken.None);
        var runId = await Seed.QueuedAsync(host, Coin);

        await using var missed = await Client.OpenAsync(host, "/events", seen[0].Id);
        await using var current = await Client.OpenAsync(host, "/events", seen[1].Id);
        var received = await missed.TakeAsync(2);

        Assert.Equal(("cut", seen[1].Id), (received[0].Type, received[0].Id)); // going on from here, nothing is sent again
        Assert.Equal(seen[0].Id, received[0].Data.Data.GetProperty("after").GetString());
        Assert.Equal(runId, received[1].Data.RunId);
        Assert.Equal(runId, (await current.TakeAsync(1))[0].Data.RunId);
        var list = await host.GetAsync<Page<ClusterEvent>>($"/events/list?after={seen[0].Id}");
        Assert.Equal(received.Select(@event => @event.Id), list.Items.Select(@event => @event.Id));
    }

    [PostgresFact]
    public async Task Stored_events_are_paged()
    {
        await using var host = await ApiHost.StartAsync();
        var runs = new List<string>();
        for (var i = 0; i < 5; i++)
            runs.Add(await Seed.QueuedAsync(host, Coin));
        // An event shows once no older transaction of the whole server is open, those of other tests among them.
        await Eventually.GetAsync<Page<ClusterEvent>>(host, "/events/list", page => page.Items.Count == runs.Count);

        var first = await host.GetAsync<Page<ClusterEvent>>("/events/list?limit=3");
        var second = await host.GetAsync<Page<ClusterEvent>>($"/events/list?limit=3&after={first.Next}");

        Assert.Equal(runs, first.Items.Concat(second.Items).Select(@event => @event.RunId));
        Assert.Null(second.Next);
        Assert.Equal(runs[1], (await host.GetAsync<Page<ClusterEvent>>($"/events/list?run={runs[1]}")).Items.Single().RunId);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/events/list?after=x"), 400);
    }

    [PostgresFact]
    public async Task An_idle_stream_sends_keep_alives()
    {
        await using var host = await ApiHost.StartAsync(settings: "--Api:KeepAliveSeconds=0.1");
        using var answer = await host.Reader.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var lines = new List<string?>();
        while (lines.Count(line => line == ": alive") < 2)
            lines.Add(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(": from here on", lines[0]);
    }

    [PostgresFact]
    public async Task Many_clients_follow_over_one_listening_connection()
    {
        var host = await HostAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.OpenAsync(host, "/events")));
        var runId = await Seed.QueuedAsync(host, Coin);

        var seen = await Task.WhenAll(clients.Select(client => client.TakeAsync(1)));
        var listening = await host.Get<Huracan.Cluster.Postgres.Database>().QueryAsync(
            "select count(*)::int from pg_stat_activity where datname = current_database() and query ilike 'listen%'", row =>
                row.GetInt32(0), CancellationToken.None);

        Assert.All(seen, events => Assert.Equal(runId, events[0].Data.RunId));
        Assert.Equal(1, listening.Single());
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [PostgresTheory]
    [InlineData("/events?after=1")]
    [InlineData("/events?after=1-x")]
    [InlineData("/events?run=all")]
    public async Task A_place_that_is_none_is_refused(string path)
    {
        var host = await HostAsync();

        await ApiHost.ProblemAsync(await host.Reader.GetAsync(path), 400);
    }

    private sealed class Client(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public static async Task<Client> OpenAsync(ApiHost host, string path, string? lastId = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (lastId is not null)
                request.Headers.Add("Last-Event-ID", lastId);
            var answer = await host.Reader.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(200, (int)answer.StatusCode);
            return new Client(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
        }

        public async Task<List<(string Id, string Type, ClusterEvent Data)>> TakeAsync(int count)
        {
            var taken = new List<(string, string, ClusterEvent)>();
            while (taken.Count < count)
            {
                Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15)));
                var item = items.Current;
                taken.Add((item.EventId!, item.EventType, HuracanJson.Deserialize<ClusterEvent>(
                    System.Text.Encoding.UTF8.GetBytes(item.Data), "event")));
            }
            return taken;
        }

        public ValueTask DisposeAsync()
        {
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

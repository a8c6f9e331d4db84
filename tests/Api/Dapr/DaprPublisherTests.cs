using Huracan.Cluster.Events;
using Huracan.Contracts;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Api.Dapr;

public class DaprPublisherTests
{
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task Events_of_the_kinds_asked_for_are_published_in_order_with_the_id_of_their_place()
    {
        var port = ServerProcess.FreePort();
        await using var sidecar = await LocalSidecar.StartAsync(port);
        await using var host = await StartAsync(await TestPostgres.CreateAsync(), port, "--Dapr:PubSub=redis", "--Dapr:Topic=models");
        await BegunAsync(host, sidecar);
        await AppendAsync(host, "unit", 1);
        for (var number = 2; number <= 300; number++)
            await AppendAsync(host, number % 2 == 0 ? "champion" : "decision", number);

        await Eventually.ThatAsync(() => Task.FromResult(Numbers(sidecar).Contains(300)));

        Assert.Equal(Enumerable.Range(2, 299), Numbers(sidecar).Where(number => number > 0));
        var last = sidecar.Published[^1];
        Assert.Equal(("redis", "models", "application/json"), (last.PubsubName, last.Topic, last.DataContentType));
        Assert.Equal("huracan.champion", last.Metadata["cloudevent.type"]);
        Assert.Equal(sidecar.Events[^1].GetProperty("id").GetString(), last.Metadata["cloudevent.id"]);
        Assert.Equal("AUSDT", sidecar.Events[^1].GetProperty("coin").GetString());
        Assert.Equal("1h", sidecar.Events[^1].GetProperty("timeframe").GetString());
    }

    [PostgresFact]
    public async Task What_happens_while_the_sidecar_or_the_API_is_down_is_published_afterwards_and_once()
    {
        var (port, connection) = (ServerProcess.FreePort(), await TestPostgres.CreateAsync());
        await using var sidecar = await LocalSidecar.StartAsync(port);
        await using (var first = await StartAsync(connection, port))
        {
            await BegunAsync(first, sidecar);
            sidecar.IsDown = true;
            await AppendAsync(first, "champion", 1);
            await Task.Delay(TimeSpan.FromSeconds(1)); // it is tried meanwhile
            Assert.DoesNotContain(1, Numbers(sidecar));
            sidecar.IsDown = false;
            await Eventually.ThatAsync(() => Task.FromResult(Numbers(sidecar).Contains(1)));
        }
        await using (var without = await ApiHost.StartAsync(connection))
            await AppendAsync(without, "champion", 2);
        await using var second = await StartAsync(connection, port);
        await using var third = await StartAsync(connection, port); // beside it: one of the two publishes
        await AppendAsync(third, "champion", 3);

        await Eventually.ThatAsync(() => Task.FromResult(Numbers(sidecar).Contains(3)));

        Assert.Equal([1, 2, 3], Numbers(sidecar).Where(number => number > 0));
    }

    [PostgresFact]
    public async Task Wrong_settings_are_refused_by_name_and_without_a_sidecar_nothing_is_asked()
    {
        var connection = await TestPostgres.CreateAsync();
        await using var without = await ApiHost.StartAsync(connection, settings: "--Dapr:Topic=");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ApiHost.StartAsync(
            connection, isReady: false, settings: ["--DAPR_GRPC_PORT=50001", "--Dapr:Topic="]));

        Assert.Contains("Topic", refused.Message, StringComparison.Ordinal);
    }

    private static Task<ApiHost> StartAsync(string connection, int port, params string[] settings) =>
        ApiHost.StartAsync(connection, settings: [$"--DAPR_GRPC_PORT={port}", .. settings]);

    // A reader that is new begins after the newest event, at a time that is not known.
    private static Task BegunAsync(ApiHost host, LocalSidecar sidecar) => Eventually.ThatAsync(async () =>
    {
        await AppendAsync(host, "champion", 0);
        return Numbers(sidecar).Contains(0);
    });

    private static Task AppendAsync(ApiHost host, string kind, int number) =>
        host.Get<EventTable>().AppendAsync(new NewEvent("", Unit, kind, new { Number = number }), CancellationToken.None);

    private static List<int> Numbers(LocalSidecar sidecar) =>
        [.. sidecar.Events.Select(@event => @event.GetProperty("data").GetProperty("number").GetInt32())];
}

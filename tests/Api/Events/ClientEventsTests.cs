using System.Collections.Concurrent;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Api.Events;

public class ClientEventsTests
{
    [PostgresFact]
    public async Task The_client_continues_after_its_last_event_when_the_API_is_back()
    {
        using var state = new TemporaryFolder();
        var (connection, urls) = (await TestPostgres.CreateAsync(), $"--urls=http://127.0.0.1:{ServerProcess.FreePort()}");
        var first = await ApiHost.StartAsync(connection, state.Root, settings: urls);
        var key = first.KeyOf(ApiRole.Reader);
        using var http = new HttpClient(
            new ApiKeyHandler(() => key) { InnerHandler = new SocketsHttpHandler() })
        { BaseAddress = first.Address };
        var client = new HuracanClient(http, TimeProvider.System);
        var (seen, connections) = (new ConcurrentQueue<ClusterEvent>(), new ConcurrentQueue<ApiException?>());
        using var stop = new CancellationTokenSource();
        var following = FollowAsync();
        await Eventually.ThatAsync(() => Task.FromResult(!connections.IsEmpty));
        var before = await Seed.QueuedAsync(first, new UnitId("AUSDT", Timeframe.H1));
        await Eventually.ThatAsync(() => Task.FromResult(seen.Any(@event => @event.RunId == before)));

        await first.DisposeAsync();
        await using var second = await ApiHost.StartAsync(connection, state.Root, settings: urls);
        var after = await Seed.QueuedAsync(second, new UnitId("BUSDT", Timeframe.H1)); // before the client is back

        await Eventually.ThatAsync(() => Task.FromResult(seen.Any(@event => @event.RunId == after)));
        Assert.Equal(seen.Select(@event => @event.Id).Distinct(), seen.Select(@event => @event.Id));
        Assert.Contains(connections, error => error is not null);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);

        async Task FollowAsync()
        {
            await foreach (var @event in client.EventsAsync(onConnection: connections.Enqueue, cancellationToken: stop.Token))
                seen.Enqueue(@event);
        }
    }

    [PostgresFact]
    public async Task A_refusal_has_status_title_and_the_errors_by_field()
    {
        await using var host = await ApiHost.StartAsync();
        var client = new HuracanClient(host.Operator, TimeProvider.System);

        var missing = await Assert.ThrowsAsync<ApiException>(() => client.RunAsync("20200101T000000Z-00000000", CancellationToken.None));
        var refused = await Assert.ThrowsAsync<ApiException>(() =>
            client.StartAsync(new RunRequest { Epochs = -1 }, "k", CancellationToken.None));

        Assert.Equal(404, (int?)missing.Status);
        Assert.Contains("20200101T000000Z-00000000", missing.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Title);
        Assert.Contains("epochs", refused.Errors.Keys);
    }
}

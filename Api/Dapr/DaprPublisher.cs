using Dapr.Client;
using Huracan.Api.Events;
using Huracan.Api.Startup;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts.Http;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Dapr;

/// <summary>
/// Publishes events to a topic through the Dapr sidecar, in order and at least once: one API of the cluster at a time, from the place that
/// is kept in the database. While the sidecar does not answer, events wait there as long as they are kept.
/// </summary>
internal sealed partial class DaprPublisher(
    DaprClient dapr, Database database, EventTable events, EventHub hub, DatabaseStartup startup, IOptions<DaprOptions> options,
    TimeProvider time, ILogger<DaprPublisher> log) : BackgroundService
{
    private const string Reader = "dapr";
    private const int Batch = 100;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Done.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var cursor = await EventCursor.TryTakeAsync(database, events, Reader, stoppingToken);
                while (cursor is not null)
                    await PublishNextAsync(cursor, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogFailure(exception.InnerException?.Message ?? exception.Message);
            }
            await Task.Delay(RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PublishNextAsync(EventCursor cursor, CancellationToken cancellationToken)
    {
        var next = hub.Next;
        var page = await events.AfterAsync(cursor.Last, null, Batch, cancellationToken);
        var published = cursor.Last;
        try
        {
            foreach (var @event in page)
            {
                if (options.Value.Kinds.Contains(@event.Kind))
                    await PublishAsync(@event, cancellationToken);
                published = @event.Id;
            }
        }
        finally
        {
            // Also before a failure is told: what was published is not published again.
            await cursor.MoveAsync(published, CancellationToken.None);
        }
        if (page.Count == 0)
            await Task.WhenAny(next, Task.Delay(PollInterval, time, cancellationToken));
    }

    // The place in the order is the id of the cloud event, by which a subscriber knows one that came twice.
    private Task PublishAsync(ClusterEvent @event, CancellationToken cancellationToken) => dapr.PublishEventAsync(
        options.Value.PubSub, options.Value.Topic, @event,
        new Dictionary<string, string>
        {
            ["cloudevent.id"] = @event.Id,
            ["cloudevent.type"] = $"huracan.{@event.Kind}",
            ["cloudevent.source"] = "huracan",
        },
        cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "Events cannot be published through Dapr: {Reason}")]
    private partial void LogFailure(string reason);
}

using Huracan.Api.Startup;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;

namespace Huracan.Api.Events;

/// <summary>
/// Reads the events of the cluster once for all clients of this process, with one listening connection.
/// </summary>
internal sealed partial class EventHub(
    Database database, EventTable events, IEnumerable<IEventSink> sinks, DatabaseStartup startup, TimeProvider time,
    ILogger<EventHub> log) : BackgroundService
{
    private const int Batch = 1000;
    // A notification may be missed, or come before its event is visible.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim notified = new(0, 1);
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes when there are new events. Get it before reading, so that no event in between is missed.</summary>
    public Task Next => next.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Done.WaitAsync(stoppingToken);
        var listening = Listener.RunAsync(database, EventTable.Channel, OnNotified, stoppingToken);
        string? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                last = await FollowAsync(last, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogFailure(exception.Message);
                await Task.Delay(PollInterval, time, CancellationToken.None);
            }
        }
        await listening;
    }

    private async Task<string> FollowAsync(string? last, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            last = await events.LastAsync(cancellationToken) ?? "0-0";
            foreach (var sink in sinks)
                sink.Begin(last);
        }
        var page = await events.AfterAsync(last, null, Batch, cancellationToken);
        if (page.Count > 0)
        {
            foreach (var sink in sinks)
                sink.Handle(page);
            Interlocked.Exchange(ref next, New()).TrySetResult();
        }
        if (page.Count < Batch)
            await notified.WaitAsync(PollInterval, cancellationToken);
        return page.Count > 0 ? page[^1].Id : last;
    }

    private void OnNotified()
    {
        try
        {
            notified.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is notified already.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Warning, "Events cannot be read: {Reason}")]
    private partial void LogFailure(string reason);
}

using Huracan.Api.Startup;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;

namespace Huracan.Api.Events;

/// <summary>
/// Follows the events of the cluster for everyone in this process: one listening connection, however many clients there are.
/// </summary>
internal sealed partial class EventHub(
    Database database, EventTable events, IEnumerable<IEventSink> sinks, DatabaseStartup startup, TimeProvider time,
    ILogger<EventHub> log) : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1); // a notice may be missed, and an event may show later than its notice

    private readonly SemaphoreSlim heard = new(0, 1);
    private volatile TaskCompletionSource next = New();

    /// <summary>Ends when there is something new. Take it before looking: what happens between look and wait is then not missed.</summary>
    public Task Next => next.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Done.WaitAsync(stoppingToken);
        var listening = Listener.RunAsync(database, EventTable.Channel, OnHeard, stoppingToken);
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
                await Task.Delay(Every, time, CancellationToken.None);
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
        var happened = await events.AfterAsync(last, null, Batch, cancellationToken);
        if (happened.Count > 0)
        {
            foreach (var sink in sinks)
                sink.Take(happened);
            Interlocked.Exchange(ref next, New()).TrySetResult();
        }
        if (happened.Count < Batch)
            await heard.WaitAsync(Every, cancellationToken);
        return happened.Count > 0 ? happened[^1].Id : last;
    }

    private void OnHeard()
    {
        try
        {
            heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyway.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Warning, "Events cannot be followed: {Reason}")]
    private partial void LogFailure(string reason);
}

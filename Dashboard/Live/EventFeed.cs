using Huracan.Contracts.Client;

namespace Huracan.Dashboard.Live;

/// <summary>Keeps the connection to the API's event stream.</summary>
internal sealed partial class EventFeed(HuracanClient client, LiveEvents live, ILogger<EventFeed> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var @event in client.EventsAsync(onConnection: OnConnection, cancellationToken: stoppingToken))
            live.Publish(@event);
    }

    private void OnConnection(ApiException? error)
    {
        if (error is null)
        {
            live.Connect();
            return;
        }
        if (live.Connected)
            LogInterrupted(error.Message);
        live.Disconnect(error.Message);
    }

    [LoggerMessage(1, LogLevel.Warning, "The event stream of the API was interrupted: {Reason}")]
    private partial void LogInterrupted(string reason);
}

using Huracan.Contracts.Client;

namespace Huracan.Dashboard.Live;

/// <summary>Holds the one connection to the API's events.</summary>
internal sealed partial class EventFeed(HuracanClient client, LiveEvents live, ILogger<EventFeed> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in client.EventsAsync(onConnection: OnConnection, cancellationToken: stoppingToken))
            live.Publish(happened);
    }

    private void OnConnection(ApiException? error)
    {
        if (error is null)
        {
            live.Connect();
            return;
        }
        if (live.Connected)
            LogLost(error.Message);
        live.Disconnect(error.Message);
    }

    [LoggerMessage(1, LogLevel.Warning, "Events of the API: {Reason}")]
    private partial void LogLost(string reason);
}

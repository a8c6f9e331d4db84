using Huracan.Dashboard.Api;

namespace Huracan.Dashboard.Live;

/// <summary>Holds the one connection to the API's events, and goes on after the last one seen when it breaks.</summary>
internal sealed partial class EventFeed(HuracanApi api, LiveEvents live, TimeProvider time, ILogger<EventFeed> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var happened in api.EventsAsync(last, live.Connect, stoppingToken))
                {
                    last = happened.Id;
                    live.Publish(happened);
                }
                live.Disconnect("The API ended the stream of events.");
            }
            catch (ApiFaultException fault)
            {
                if (live.Connected)
                    LogLost(fault.Message);
                live.Disconnect(fault.Message);
                if (fault.Status is System.Net.HttpStatusCode.BadRequest)
                    last = null; // an id of another database
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Events of the API: {Why}")]
    private partial void LogLost(string why);
}

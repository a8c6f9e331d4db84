using Huracan.Silo.Units;

namespace Huracan.Silo.Maintenance;

/// <summary>
/// Deletes what nothing refers to any more: folders of finished runs on this silo, old events, blobs without a file. Deleting twice does no
/// harm, so every silo does it.
/// </summary>
internal sealed partial class MaintenanceService(
    SiloRuns runs, Claims claims, BlobCollector blobs, EventCollector events, TimeProvider time, ILogger<MaintenanceService> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await runs.CleanUpAsync(claims, stoppingToken);
                await blobs.CollectAsync(stoppingToken);
                await events.CollectAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailure(exception.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "What is no longer used could not be deleted: {Reason}")]
    private partial void LogFailure(string reason);
}

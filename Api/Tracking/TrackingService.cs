using Huracan.Api.Startup;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Tracking;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Bundles;
using Huracan.Storage.Tracking;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Tracking;

/// <summary>
/// Records the cluster's runs that ended, and its champions as they change, where tracking is configured. Each target is served by one API
/// of the cluster at a time. What a target has is in the database, so that what ended while no API ran, or while the target was away, is
/// found again.
/// </summary>
internal sealed partial class TrackingService(
    TrackingPlan plan, IOptions<TrackingSettings> settings, Database database, RunCopy runs, BundleCopy bundles, CopyFolders folders,
    ChampionStore served, DatabaseStartup startup, TimeProvider time, ILogger<TrackingService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!plan.Options.IsOn)
            return;
        await startup.Done.WaitAsync(stoppingToken);
        CopyFolders.Clear();
        using var client = MLflowServer.NewClient();
        var trackers = MLflowTargets.Open(plan.Options, client, plan.Variable, time);
        await Task.WhenAll(trackers.Select(tracker => FollowAsync(tracker, stoppingToken)));
    }

    private async Task FollowAsync(ITracker tracker, CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(settings.Value.PollSeconds);
        var recorder = new TargetRecorder(
            tracker, runs, bundles, folders, served.Trust, pause, TimeSpan.FromSeconds(settings.Value.LongestPauseSeconds), time, log);
        var lastFailure = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var target = await TrackedTarget.TryTakeAsync(database, tracker.Key, stoppingToken);
                while (target is not null)
                {
                    var wait = await recorder.RecordDueAsync(target, stoppingToken);
                    lastFailure = "";
                    await Task.Delay(wait, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                if (exception.Message != lastFailure) // it is tried again and again
                    LogFailure(tracker.Target, lastFailure = exception.Message);
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(11, LogLevel.Warning, "What is to be recorded in {Target} cannot be read yet: {Reason}")]
    private partial void LogFailure(string target, string reason);
}

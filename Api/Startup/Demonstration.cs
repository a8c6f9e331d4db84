using Huracan.Api.Runs;
using Huracan.Api.Settings;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Startup;

/// <summary>Starts a demonstration run where the database holds no run yet.</summary>
internal sealed partial class Demonstration(
    DatabaseStartup startup, RunPlanner planner, RunTable runs, ClusterConnection cluster, IOptions<ApiOptions> options,
    ILogger<Demonstration> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(options.Value.Demonstration))
            return;
        await startup.Done.WaitAsync(stoppingToken);
        if ((await runs.PageAsync(null, 1, stoppingToken)).Count > 0)
            return;
        try
        {
            var settings = await File.ReadAllTextAsync(options.Value.Demonstration, stoppingToken);
            var run = planner.Plan(settings, "demonstration", stoppingToken);
            var (runId, isNew) = await PlanAsync(run, stoppingToken);
            if (isNew)
                LogStarted(runId);
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException or ConflictException
            or Errors.RequestValidationException)
        {
            LogRefused(options.Value.Demonstration, exception.Message);
        }
    }

    private async Task<PlannedRun> PlanAsync(NewRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await (await cluster.RunAsync(run.RunId, cancellationToken)).PlanAsync(run);
            }
            catch (Exception exception) when (Errors.ErrorHandler.IsUnavailable(exception))
            {
                await Task.Delay(RetryDelay, cancellationToken); // silos start later than the API
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database held no run; demonstration run {Run} on simulated coins was started")]
    private partial void LogStarted(string run);

    [LoggerMessage(2, LogLevel.Warning, "No demonstration run was started, because {File} was refused: {Reason}")]
    private partial void LogRefused(string file, string reason);
}

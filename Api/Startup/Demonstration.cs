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
            var run = planner.Plan(settings, "demonstration");
            var (runId, isNew) = await (await FirstAsync(run.RunId, stoppingToken)).PlanAsync(run);
            if (isNew)
                LogStarted(runId);
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException or ConflictException
            or Errors.RequestValidationException)
        {
            LogRefused(options.Value.Demonstration, exception.Message);
        }
    }

    private async Task<IRunGrain> FirstAsync(string runId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await cluster.RunAsync(runId, cancellationToken);
            }
            catch (ClusterUnavailableException)
            {
                // Silos start later than the API.
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database held no run; demonstration run {Run} on simulated coins was started")]
    private partial void LogStarted(string run);

    [LoggerMessage(2, LogLevel.Warning, "No demonstration run was started, because {File} was refused: {Reason}")]
    private partial void LogRefused(string file, string reason);
}

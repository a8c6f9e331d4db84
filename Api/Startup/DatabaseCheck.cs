using Huracan.Api.Errors;
using Huracan.Cluster.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.Api.Startup;

/// <summary>Health check: the database answers and is migrated.</summary>
internal sealed class DatabaseCheck(Database database, DatabaseStartup startup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!startup.Done.IsCompleted)
            return HealthCheckResult.Unhealthy("the tables are not ready yet");
        try
        {
            await database.ExecuteAsync("select 1", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
        {
            return HealthCheckResult.Unhealthy("the database cannot be reached");
        }
    }
}

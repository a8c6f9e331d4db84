using Huracan.Hamilton;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.Api.Champions;

/// <summary>Health check: the list of champions can be read. Degraded only: those before it was damaged are served on.</summary>
internal sealed partial class ChampionsCheck(FolderHamilton hamilton, ILogger<ChampionsCheck> log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (hamilton.Refusal() is not { } refusal)
            return Task.FromResult(HealthCheckResult.Healthy());
        LogRefused(refusal); // not for the answer: it names a path
        return Task.FromResult(HealthCheckResult.Degraded("the list of champions cannot be read; those before it are served"));
    }

    [LoggerMessage(1, LogLevel.Error, "The champions before are served: {Reason}")]
    private partial void LogRefused(string reason);
}

using Huracan.Hamilton;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.Api.Champions;

/// <summary>Health check: the list of champions can be read. Degraded only: those before it was damaged are served on.</summary>
internal sealed partial class ChampionsCheck(FolderHamilton hamilton, ILogger<ChampionsCheck> log) : IHealthCheck
{
    private string? last;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var refusal = hamilton.Refusal();
        if (Interlocked.Exchange(ref last, refusal) != refusal && refusal is not null)
            LogRefused(refusal); // not for the answer: it names a path
        if (refusal is null)
            return Task.FromResult(HealthCheckResult.Healthy());
        return Task.FromResult(HealthCheckResult.Degraded("the list of champions cannot be read; those before it are served"));
    }

    [LoggerMessage(1, LogLevel.Error, "The champions before are served: {Reason}")]
    private partial void LogRefused(string reason);
}

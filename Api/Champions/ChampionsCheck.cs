using Huracan.Hamilton;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.Api.Champions;

/// <summary>Health check: the list of champions and the factory's reports can be read. Degraded only: what was read before is served
/// on.</summary>
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
        return Task.FromResult(HealthCheckResult.Degraded(
            "the list of champions or a report of the factory cannot be read; what was read before is served"));
    }

    [LoggerMessage(1, LogLevel.Error, "What was read before is served: {Reason}")]
    private partial void LogRefused(string reason);
}

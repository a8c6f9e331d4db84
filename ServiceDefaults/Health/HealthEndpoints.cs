using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.ServiceDefaults.Health;

/// <summary>Is this process alive (restart it when not), is it ready for work (send it none when not)?</summary>
public static class HealthEndpoints
{
    /// <summary>The tag of checks that only a restart can mend.</summary>
    public const string Live = "live";

    internal static IHealthChecksBuilder AddLiveness(this IHealthChecksBuilder checks) =>
        checks.AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);

    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthBody.WriteAsync });
        routes.MapHealthChecks(
            "/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live), ResponseWriter = HealthBody.WriteAsync });
    }
}

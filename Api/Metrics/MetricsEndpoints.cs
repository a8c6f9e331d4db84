using Huracan.Api.Telemetry;
using OpenTelemetry.Metrics;

namespace Huracan.Api.Metrics;

internal static class MetricsEndpoints
{
    public static void MapMetricsEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPrometheusScrapingEndpoint("/metrics").WithName("GetMetrics");
        _ = routes.ServiceProvider.GetRequiredService<ApiMetrics>(); // shown from the first scrape on; what collects it is there by now
    }
}

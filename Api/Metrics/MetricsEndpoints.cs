using Huracan.Api.Telemetry;
using OpenTelemetry.Metrics;

namespace Huracan.Api.Metrics;

internal static class MetricsEndpoints
{
    public static void MapMetricsEndpoints(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<ApiMetrics>(); // there from the first scrape on
        routes.MapPrometheusScrapingEndpoint("/metrics").WithName("GetMetrics");
    }
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Huracan.Api.Metrics;

internal static class MetricsEndpoints
{
    public static void MapMetricsEndpoints(this IEndpointRouteBuilder routes)
    {
        _ = routes.ServiceProvider.GetRequiredService<MeterReadings>(); // counts from the first request on, not from the first look
        routes.MapGet("/metrics", RenderAsync).WithName("GetMetrics").WithTags("Metrics").WithSummary("Figures for Prometheus, in its text format")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static async Task<ContentHttpResult> RenderAsync(MetricsPage page, CancellationToken cancellationToken) =>
        TypedResults.Text(await page.RenderAsync(cancellationToken), PrometheusText.ContentType);
}

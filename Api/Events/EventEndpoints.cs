using Huracan.Api.Answers;
using Huracan.Api.Faults;
using Huracan.Api.Metrics;
using Huracan.Contracts;
using Huracan.Storage.Cluster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Events;

internal static class EventEndpoints
{
    public static void MapEventEndpoints(this IEndpointRouteBuilder routes) => routes.MapGet("/events", WatchAsync)
        .WithName("WatchEvents").WithTags("Events").WithSummary("Events as they happen, as server-sent events")
        .WithDescription("Starts with what comes after now. With Last-Event-ID, or ?after= where no header can be sent, it starts after that event instead and misses none.")
        .Produces<ClusterEvent>(StatusCodes.Status200OK, "text/event-stream")
        .Refuses();

    private static async Task<IResult> WatchAsync(
        string? run, string? after, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, EventTable table, EventHub hub, ApiMetrics metrics, IOptions<ApiOptions> options,
        IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var runId = run is null ? null : Border.Run(run);
        var start = Border.AfterEvent(string.IsNullOrEmpty(lastEventId) ? after : lastEventId) ?? await table.LastAsync(cancellationToken) ?? "0-0";
        return new EventStream(table, hub, metrics, start, runId, TimeSpan.FromSeconds(options.Value.KeepAliveSeconds), lifetime.ApplicationStopping);
    }
}

using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Settings;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Events;
using Huracan.Contracts.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Events;

internal static class EventEndpoints
{
    public static void MapEventEndpoints(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/events").WithTags("Events");
        events.MapGet("", WatchAsync).WithName("WatchEvents").WithSummary("Events as they happen, as server-sent events")
            .WithDescription(
                "Starts with the next event. With Last-Event-ID, or ?after= where no header can be sent, it starts after that event. "
                + "Where some events after it are no longer kept, an event of kind 'cut' comes first.")
            .Produces<ClusterEvent>(StatusCodes.Status200OK, "text/event-stream")
            .Refuses();
        events.MapGet("/list", ListAsync).WithName("ListEvents").WithSummary("Events that are kept, the oldest first, in pages")
            .WithDescription("Where some after 'after' are no longer kept, an event of kind 'cut' comes first.").Refuses();
    }

    private static async Task<IResult> WatchAsync(
        string? run, string? after, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, EventTable table, EventHub hub,
        ApiMetrics metrics, IOptions<ApiOptions> options,
        IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var runId = run is null ? null : RequestValidation.Run(run);
        var start = RequestValidation.AfterEvent(string.IsNullOrEmpty(lastEventId) ? after : lastEventId)
            ?? await table.LastAsync(cancellationToken)
            ?? "0-0";
        return new EventStream(
            table, hub, metrics, start, runId, TimeSpan.FromSeconds(options.Value.KeepAliveSeconds), lifetime.ApplicationStopping);
    }

    private static async Task<Tagged<Page<ClusterEvent>>> ListAsync(
        string? run, string? after, int? limit, EventTable table, CancellationToken cancellationToken)
    {
        var (runId, start, count) =
            (run is null ? null : RequestValidation.Run(run), RequestValidation.AfterEvent(after), RequestValidation.Limit(limit));
        var page = Pages.Of(await table.AfterAsync(start, runId, count + 1, cancellationToken), count, @event => @event.Id);
        return new(await table.CutAsync(start, cancellationToken) is { } cut ? page with { Items = [cut, .. page.Items] } : page);
    }
}

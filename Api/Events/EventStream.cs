using System.Text.Json;
using Huracan.Api.Errors;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Events;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Huracan.Api.Events;

/// <summary>
/// Events as they happen, as server-sent events. The framework's own result cannot send comments, which clients need to tell an idle
/// connection from a dead one.
/// </summary>
internal sealed class EventStream(
    EventTable table, EventHub hub, ApiMetrics metrics, string after, string? runId, TimeSpan keepAlive,
    CancellationToken stopping) : IResult
{
    private const int Batch = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        metrics.Watchers(1);
        try
        {
            await WriteAsync(response, ": from here on\n\n", stop.Token);
            await FollowAsync(response, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client disconnected, or the server stops.
        }
        catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
        {
            // The stream ends; the client reconnects with the last id it has seen.
        }
        finally
        {
            metrics.Watchers(-1);
        }
    }

    private async Task FollowAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var last = after;
        for (var isFirst = true; ; isFirst = false)
        {
            var next = hub.Next;
            var page = await table.AfterAsync(last, runId, Batch, cancellationToken);
            // Only a client that reconnects can be behind the events that are kept.
            if (isFirst && await table.CutAsync(last, cancellationToken) is { } cut)
                await WriteAsync(response, Format(cut), cancellationToken);
            if (page.Count > 0)
            {
                await WriteAsync(response, string.Concat(page.Select(Format)), cancellationToken);
                last = page[^1].Id;
                continue;
            }
            try
            {
                await next.WaitAsync(keepAlive, cancellationToken);
            }
            catch (TimeoutException)
            {
                await WriteAsync(response, ": alive\n\n", cancellationToken);
            }
        }
    }

    private static string Format(ClusterEvent @event) =>
        // compact JSON has no line breaks
        $"id: {@event.Id}\nevent: {@event.Kind}\ndata: {JsonSerializer.Serialize(@event, HuracanJson.Compact)}\n\n";

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Silo.Harness;

/// <summary>Takes OTLP traces by HTTP and keeps the messages as they come.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> messages = new();

    private TraceCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            messages.Enqueue(body.ToArray());
        });
        app.MapFallback(() => Results.Ok());
    }

    public Uri Address => new(app.Urls.Single());

    public static async Task<TraceCollector> StartAsync()
    {
        var collector = new TraceCollector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Whether a message has come that holds all of these bytes.</summary>
    public bool Has(params byte[][] parts) => messages.Any(message => parts.All(part => message.AsSpan().IndexOf(part) >= 0));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

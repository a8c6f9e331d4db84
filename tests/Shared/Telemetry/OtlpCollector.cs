using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Telemetry;

/// <summary>Receives traces, metrics and logs as OTLP over HTTP, and keeps the messages.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Signal, byte[] Content)> messages = new();

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            messages.Enqueue((signal, body.ToArray()));
        });
    }

    public Uri Address => new(app.Urls.Single());

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All messages of a signal, <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public IEnumerable<byte[]> Messages(string signal) =>
        messages.Where(message => message.Signal == signal).Select(message => message.Content);

    /// <summary>All messages of a signal, a character per byte.</summary>
    public string Text(string signal) => string.Concat(Messages(signal).Select(Encoding.Latin1.GetString));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

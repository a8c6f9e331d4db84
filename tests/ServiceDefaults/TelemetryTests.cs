using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.ServiceDefaults;

public class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_have_been_sent_when_the_host_has_stopped()
    {
        var received = new ConcurrentDictionary<string, string>();
        var collecting = WebApplication.CreateBuilder();
        collecting.WebHost.UseUrls("http://127.0.0.1:0");
        collecting.Logging.ClearProviders();
        await using var collector = collecting.Build();
        collector.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            received.AddOrUpdate(kind, Encoding.Latin1.GetString(body.ToArray()), (_, before) =>
                before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();

        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_SERVICE_NAME"] = "told-service";
        builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=told-instance";
        builder.AddServiceDefaults();
        await using (var app = builder.Build())
        {
            app.MapDefaultEndpoints();
            using var npgsql = new ActivitySource("Npgsql");
            app.MapGet("/units/{id}", (string id) =>
            {
                npgsql.StartActivity("query of a request", ActivityKind.Client)?.Dispose();
                return id;
            });
            await app.StartAsync();
            npgsql.StartActivity("poll of the database", ActivityKind.Client)?.Dispose();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            await client.GetStringAsync(new Uri("/units/7", UriKind.Relative));
            app.Logger.LogWarning("Told by the test");
            await app.StopAsync();
        }

        Assert.All(["traces", "metrics", "logs"], kind => Assert.Contains("told-service", received[kind], StringComparison.Ordinal));
        Assert.All(["traces", "metrics", "logs"], kind => Assert.Contains("told-instance", received[kind], StringComparison.Ordinal));
        Assert.Contains("/units/{id}", received["traces"], StringComparison.Ordinal);
        Assert.Contains("query of a request", received["traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("poll of the database", received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["metrics"], StringComparison.Ordinal);
        Assert.Contains("Told by the test", received["logs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task A_collector_that_never_answers_does_not_hold_up_a_stop(string protocol)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // connects, and answers nothing
        silent.Start();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}";
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync(new Uri("/alive", UriKind.Relative));
        app.Logger.LogWarning("Said by the test");

        var started = TimeProvider.System.GetTimestamp();
        await app.StopAsync();
        await app.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}

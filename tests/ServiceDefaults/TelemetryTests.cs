using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Huracan.ServiceDefaults;
using Huracan.Tests.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.ServiceDefaults;

public class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_have_been_sent_when_the_host_has_stopped()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString();
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_SERVICE_NAME"] = "test-service";
        builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=test-instance";
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
            app.Logger.LogWarning("Logged by the test");
            await app.StopAsync();
        }

        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            Assert.Contains("test-service", collector.Text(signal), StringComparison.Ordinal);
            Assert.Contains("test-instance", collector.Text(signal), StringComparison.Ordinal);
        }
        Assert.Contains("/units/{id}", collector.Text("traces"), StringComparison.Ordinal);
        Assert.Contains("query of a request", collector.Text("traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("poll of the database", collector.Text("traces"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Text("metrics"), StringComparison.Ordinal);
        Assert.Contains("Logged by the test", collector.Text("logs"), StringComparison.Ordinal);
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
        app.Logger.LogWarning("Logged by the test");

        var started = TimeProvider.System.GetTimestamp();
        await app.StopAsync();
        await app.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}

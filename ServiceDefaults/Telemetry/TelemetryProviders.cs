using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Huracan.ServiceDefaults.Telemetry;

/// <summary>
/// Collects what .NET, ASP.NET Core, HttpClient, Npgsql and Huracan tell of themselves. They speak through their own sources and meters, so
/// no instrumentation package stands between.
/// </summary>
internal sealed class TelemetryProviders(IConfiguration configuration, ResourceBuilder resource, bool exports) : IHostedService, IDisposable
{
    private const int FlushMs = 3000;
    private static readonly string[] Sources = ["Huracan.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    private static readonly string[] Meters =
    [
        "Huracan.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Diagnostics", "System.Net.Http", "System.Net.NameResolution",
        "System.Runtime", "Npgsql",
    ];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var tracing = Sdk.CreateTracerProviderBuilder().ConfigureServices(Configure).SetResourceBuilder(resource).AddSource(Sources);
        var metering = Sdk.CreateMeterProviderBuilder().ConfigureServices(Configure).SetResourceBuilder(resource).AddMeter(Meters);
        if (exports)
        {
            tracing.AddOtlpExporter();
            metering.AddOtlpExporter();
        }
        (traces, metrics) = (tracing.Build(), metering.Build());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.ForceFlush(FlushMs);
        metrics?.ForceFlush(FlushMs);
        return Task.CompletedTask;
    }

    /// <summary>The exporters read OTEL_* where the host reads everything else.</summary>
    private void Configure(IServiceCollection services) => services.AddSingleton(configuration);

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }
}

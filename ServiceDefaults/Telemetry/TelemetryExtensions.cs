using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace Huracan.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs by OpenTelemetry; sent only where OTEL_EXPORTER_OTLP_ENDPOINT says to whom.</summary>
internal static class TelemetryExtensions
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // .NET 10 leaves the standard tags of a request's activity out unless this is said before the server is built.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var exports = !string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]);
        var resource = TelemetryResource.Create(builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName);
        builder.Services.AddSingleton(services => new TelemetryProviders(services.GetRequiredService<IConfiguration>(), resource, exports));
        builder.Services.AddHostedService(services => services.GetRequiredService<TelemetryProviders>());
        if (!exports)
            return;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.SetResourceBuilder(resource);
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
            logging.AddOtlpExporter();
        });
    }
}

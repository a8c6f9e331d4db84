using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Huracan.ServiceDefaults;

/// <summary>What every host of Huracan shares, as in Aspire's template.</summary>
public static class ServiceDefaultsExtensions
{
    private const string Live = "live";
    private const string Own = "Huracan.*"; // sources and meters of this repository
    private const string Orleans = "Microsoft.Orleans";

    // Any setting wins over these. Traces and metrics cover requests; their log lines would hide the rest.
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:StackExchange.Redis"] = "Warning",
    };

    /// <summary>
    /// Logs, telemetry, health checks, outgoing HTTP, options validated at start, loopback addresses unless allowed otherwise.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddValidatedOptions<ListeningOptions>(ListeningOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ListeningOptions>, LoopbackRule>();
        builder.AddLogging();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        builder.AddHttpClientDefaults();
        return builder;
    }

    /// <summary>
    /// <c>/health</c>: all checks (ready for work); <c>/alive</c>: those tagged <c>live</c> (a restart helps when they fail).
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthBody.WriteAsync });
        app.MapHealthChecks(
            "/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live), ResponseWriter = HealthBody.WriteAsync });
        return app;
    }

    private static void AddLogging(this IHostApplicationBuilder builder)
    {
        foreach (var (key, level) in LogLevels)
            builder.Configuration[key] ??= level;
        builder.Logging.ClearProviders();
        if (!Console.IsOutputRedirected)
        {
            builder.Logging.AddSimpleConsole(console =>
                (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "HH:mm:ss.fff "));
            return;
        }
        builder.Logging.AddJsonConsole(console =>
            (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    /// <summary>Always collected, for <c>/metrics</c>; sent to OTEL_EXPORTER_OTLP_ENDPOINT where that is set.</summary>
    private static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging => (logging.IncludeFormattedMessage, logging.IncludeScopes) = (true, true));
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics.AddMeter(Own, Orleans).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation().AddView(MetricNames.View).AddPrometheusExporter())
            .WithTracing(tracing =>
                tracing.AddSource(Own, $"{Orleans}.*").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql()
                .AddProcessor<PollingFilter>());
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        telemetry.UseOtlpExporter();
        builder.Services.AddHostedService<TelemetryShutdown>();
        // A host that fails while starting exports while it is disposed of, when clients of the factory can no longer be made.
        builder.Services.ConfigureAll<OtlpExporterOptions>(exporter =>
            exporter.HttpClientFactory = () => new HttpClient { Timeout = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds) });
    }
}

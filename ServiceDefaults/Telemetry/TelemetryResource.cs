using OpenTelemetry.Resources;

namespace Huracan.ServiceDefaults.Telemetry;

/// <summary>Who is speaking: the service's name and instance.</summary>
internal static class TelemetryResource
{
    /// <summary>OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME, read last, win over what is said here.</summary>
    public static ResourceBuilder Create(string service) => ResourceBuilder.CreateEmpty()
        .AddService(
            service, serviceVersion: typeof(TelemetryResource).Assembly.GetName().Version?.ToString(3),
            serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}

using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Huracan.ServiceDefaults;

/// <summary>
/// Sends what is left when a host has stopped, all three kinds at once and within a limit. Disposal would do it one after the other and
/// wait 5 seconds for each where nobody answers.
/// </summary>
internal sealed class TelemetryShutdown(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedLifecycleService
{
    private const int Milliseconds = 2000;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(Milliseconds), CancellationToken.None),
        Task.Run(() => metrics.Shutdown(Milliseconds), CancellationToken.None),
        Task.Run(() => logs.Shutdown(Milliseconds), CancellationToken.None));
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.AppHost.Hosting;

/// <summary>Says what serves PostgreSQL and Redis, and where the application can be reached as soon as it can.</summary>
internal sealed partial class ReadyLog(
    DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time, ILogger<ReadyLog> log)
    : BackgroundService, IHostedLifecycleService
{
    private readonly long started = time.GetTimestamp();

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            if (resource.TryGetLastAnnotation<ServedByAnnotation>(out var served))
                LogServed(resource.Name, served.Description);
        }
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hosts = model.GetProjectResources().ToList();
        try
        {
            await Task.WhenAll(hosts.Select(host => notifications.WaitForResourceHealthyAsync(host.Name, stoppingToken)));
        }
        catch (OperationCanceledException)
        {
            return;
        }
        LogReady(time.GetElapsedTime(started).TotalSeconds);
        foreach (var host in hosts)
        {
            foreach (var endpoint in host.GetEndpoints().Where(endpoint => endpoint.EndpointAnnotation.IsExternal))
                LogAddress(host.Name, endpoint.Url);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Resource}: {Description}")]
    private partial void LogServed(string resource, string description);

    [LoggerMessage(LogLevel.Information, "Everything is up after {Seconds:0.0} s; Ctrl-C stops it")]
    private partial void LogReady(double seconds);

    [LoggerMessage(LogLevel.Information, "{Host}: {Address}/")]
    private partial void LogAddress(string host, string address);
}

using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.Cluster.Grains;

/// <summary>
/// Connects to the silos in the background, however long that takes, so that a host without silos starts and answers from the database.
/// </summary>
public sealed partial class ClusterConnection(IServiceProvider services, ILogger<ClusterConnection> log)
    : BackgroundService, IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Lazy<IClusterClient> client = new(services.GetRequiredService<IClusterClient>); // it asks for its retry filter itself
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The grain of a run; waits a while for the first silo.</summary>
    /// <exception cref="ClusterUnavailableException">No silo was found.</exception>
    public async Task<IRunGrain> RunAsync(string runId, CancellationToken cancellationToken) =>
        (await GrainsAsync(cancellationToken)).GetGrain<IRunGrain>(runId);

    /// <summary>The grain of a unit; waits a while for the first silo.</summary>
    /// <exception cref="ClusterUnavailableException">No silo was found.</exception>
    public async Task<IUnitGrain> UnitAsync(UnitId unit, CancellationToken cancellationToken) =>
        (await GrainsAsync(cancellationToken)).GetGrain<IUnitGrain>($"{unit}");

    /// <summary>The grain of a scheduled task; waits a while for the first silo.</summary>
    /// <exception cref="ClusterUnavailableException">No silo was found.</exception>
    public async Task<IScheduleGrain> ScheduleAsync(string task, CancellationToken cancellationToken) =>
        (await GrainsAsync(cancellationToken)).GetGrain<IScheduleGrain>(task);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host goes on starting
        await ((IHostedService)client.Value).StartAsync(stoppingToken);
        connected.SetResult();
        LogConnected();
    }

    /// <summary>Orleans asks after each failed attempt.</summary>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaiting(exception.Message);
        await Task.Delay(RetryDelay, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (connected.Task.IsCompleted)
            await ((IHostedService)client.Value).StopAsync(cancellationToken);
    }

    private async Task<IClusterClient> GrainsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connected.Task.WaitAsync(Patience, cancellationToken);
            return client.Value;
        }
        catch (TimeoutException)
        {
            throw new ClusterUnavailableException("No silo can be reached; try again soon.");
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connected to the silos")]
    private partial void LogConnected();

    [LoggerMessage(2, LogLevel.Warning, "No silo can be reached yet: {Reason}")]
    private partial void LogWaiting(string reason);
}

using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Huracan.AppHost.Hosting;

/// <summary>
/// Stops the hosts before the servers they use: the orchestrator ends everything at once. Registered last, so stopped first.
/// </summary>
internal sealed class OrderlyStop(DistributedApplicationModel model, ResourceCommandService commands) : IHostedService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await Task.WhenAll(model.GetProjectResources()
                .Select(host => commands.ExecuteCommandAsync(host, KnownResourceCommands.StopCommand, timeout.Token)));
        }
        catch (OperationCanceledException)
        {
            // The orchestrator kills what is left.
        }
        NpgsqlConnection.ClearAllPools(); // PostgreSQL waits for its last client, and the health checks are one
    }
}

using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Postgres;

/// <summary>A private server as a part of the application.</summary>
public sealed class PostgresServerResource(string name) : Resource(name), IResourceWithConnectionString, ILaunchable
{
    private readonly TaskCompletionSource<PostgresCluster> prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresCluster? cluster;

    /// <summary>The databases made when the server is ready.</summary>
    internal List<string> Databases { get; } = [];

    int ILaunchable.Replicas => 1;

    bool ILaunchable.IsExternal => false;

    async Task<Launch?> ILaunchable.PrepareAsync(int replica, LaunchContext context, CancellationToken cancellationToken)
    {
        cluster ??= new PostgresCluster(Path.Combine(context.StateFolder, Name), durable: true, context.Say);
        var launch = await cluster.PrepareAsync(cancellationToken);
        prepared.TrySetResult(cluster);
        return launch with { IsReady = token => IsReadyAsync(cluster, launch, token) };
    }

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => await ConnectionStringAsync("postgres", cancellationToken);

    internal async Task<string> ConnectionStringAsync(string database, CancellationToken cancellationToken) =>
        (await prepared.Task.WaitAsync(cancellationToken)).ConnectionString(database);

    private async Task<bool> IsReadyAsync(PostgresCluster server, Launch launch, CancellationToken cancellationToken)
    {
        if (!await launch.IsReady(cancellationToken))
            return false;
        foreach (var database in Databases)
            await server.CreateDatabaseAsync(database, cancellationToken);
        return true;
    }
}

using Huracan.Silo.Units;
using Huracan.Storage.Postgres;

namespace Huracan.Silo;

/// <summary>What has to be done before anything else starts: tables up to date, the work folder empty.</summary>
internal sealed class Preparation(Database database, SiloRuns runs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        runs.Clear();
        return Migrator.MigrateAsync(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

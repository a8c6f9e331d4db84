using Huracan.Storage.Postgres;

namespace Huracan.Silo;

/// <summary>Brings the tables up to date before anything else starts.</summary>
internal sealed class MigrationService(Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Migrator.MigrateAsync(database, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

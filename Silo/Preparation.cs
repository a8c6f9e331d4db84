using Huracan.Cluster.Postgres;
using Huracan.Silo.Settings;
using Huracan.Silo.Units;
using Microsoft.Extensions.Options;

namespace Huracan.Silo;

/// <summary>What has to be done before anything else starts: tables up to date, the work folder empty.</summary>
internal sealed partial class Preparation(
    Database database, SiloRuns runs, SiloIdentity silo, IOptions<SiloOptions> options, ILogger<Preparation> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Slots > silo.Slots)
            LogBounded(options.Value.Slots.Value, silo.Slots);
        runs.Clear();
        return Migrator.MigrateAsync(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "{Asked} units at a time are asked for; the cores, or the device's memory, bear {Slots}")]
    private partial void LogBounded(int asked, int slots);
}

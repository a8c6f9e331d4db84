using Huracan.Cluster.Postgres;
using Huracan.Silo.Champions;
using Huracan.Silo.Reports;
using Huracan.Silo.Settings;
using Huracan.Silo.Units;
using Microsoft.Extensions.Options;

namespace Huracan.Silo;

/// <summary>Runs before everything else of the silo: migrates the database and empties the work folder.</summary>
internal sealed partial class Preparation(
    Database database, SiloRuns runs, UnitContests contests, JudgedReports reports, SiloIdentity silo, IOptions<SiloOptions> options,
    ILogger<Preparation> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Slots > silo.Slots)
            LogReduced(options.Value.Slots.Value, silo.Slots);
        runs.Clear();
        contests.Clear();
        reports.Clear();
        return Migrator.MigrateAsync(database, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "{Configured} slots are configured; the cores or the device's memory allow {Slots}")]
    private partial void LogReduced(int configured, int slots);
}

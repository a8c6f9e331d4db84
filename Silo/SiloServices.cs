using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Events;
using Huracan.Cluster.Files;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Silos;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Engine.Models;
using Huracan.ServiceDefaults;
using Huracan.Silo.Champions;
using Huracan.Silo.Grains;
using Huracan.Silo.Maintenance;
using Huracan.Silo.Reports;
using Huracan.Silo.Settings;
using Huracan.Silo.Units;
using Huracan.Silo.Workers;
using Microsoft.Extensions.Options;

namespace Huracan.Silo;

/// <summary>Registers the services of a silo.</summary>
internal static class SiloServices
{
    private const string Connection = "huracan";

    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SiloOptions>(SiloOptions.Section);
        builder.AddValidatedOptions<ClusterSecurityOptions>(ClusterSecurityOptions.Section);
        var options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        builder.RequireConnectionString(Connection);
        builder.Services.AddSingleton<IValidateOptions<SiloOptions>, DeviceRule>();
        builder.Services.AddSingleton<IValidateOptions<SiloOptions>, PluginRule<SiloOptions>>();
        var connection = builder.Configuration.GetConnectionString(Connection) ?? "";
        var services = builder.Services;
        services.AddSingleton(_ => new Database(connection));
        var silo = Identify(options);
        services.AddSingleton(silo);
        services.AddSingleton<UnitTiming>().AddSingleton<UnitMachine>().AddSingleton<Claims>().AddSingleton<SiloMetrics>();
        services.AddSingleton<UnitTable>()
            .AddSingleton<RunTable>()
            .AddSingleton<FileTable>()
            .AddSingleton<StudyTable>()
            .AddSingleton<ModelTable>()
            .AddSingleton<ConclusionTable>()
            .AddSingleton<ChampionTable>()
            .AddSingleton<ContestTable>()
            .AddSingleton<UnitContests>()
            .AddSingleton<JudgedReports>();
        services.AddSingleton<DueTable>()
            .AddSingleton<SiloTable>()
            .AddSingleton<EventTable>()
            .AddSingleton<BlobCollector>()
            .AddSingleton<EventCollector>();
        services.AddSingleton<IBlobStore>(provider =>
            options.Blobs is { } folder ? new FolderBlobs(folder) : new PostgresBlobs(provider.GetRequiredService<Database>()));
        services.AddSingleton(new WorkerSlots(options.WorkerMemory));
        services.AddSingleton<SiloRuns>().AddSingleton<UnitFiles>().AddSingleton<IUnitWork, UnitWork>().AddSingleton<UnitHost>();
        services.AddHostedService<Preparation>(); // first: Orleans reads the tables it makes
        builder.AddCluster(silo, options.OrleansDashboard);
        services.AddHostedService<MaintenanceService>();
        services.AddHostedService<WorkerPool>(); // last, and therefore stopped first: its units are given back through grains
        return builder;
    }

    private static SiloIdentity Identify(SiloOptions options)
    {
        var device = DeviceRule.TryResolve(options, out _) ?? TrainingDevice.Cpu; // DeviceRule refuses an unavailable one
        // HURACAN_STATE is this replica's own; without it several silos may share the current folder.
        var folder = options.Folder ?? Environment.GetEnvironmentVariable("HURACAN_STATE")
            ?? Path.Combine(Environment.CurrentDirectory, ".state", "silos", options.Id);
        var memory = device == TrainingDevice.Cuda ? DeviceMemory.Megabytes() : null;
        var slots = SlotCount.Of(options.Slots, Environment.ProcessorCount, memory, options.DeviceMemoryPerUnit);
        return new SiloIdentity(options.Id, device, slots, Path.GetFullPath(folder));
    }
}

using Huracan.Cluster.Blobs;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Files;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Silo.Champions;
using Huracan.Silo.Grains;
using Huracan.Silo.Reports;
using Huracan.Silo.Settings;
using Huracan.Storage.Configuration;
using Huracan.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Huracan.Tests.Silo.Grains;

/// <summary>Silos of this process that have grains and no worker slots, on a PostgreSQL of their own.</summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PostgresServer server;
    private readonly short count;
    private readonly string folder;
    private int runs;

    private GrainCluster(
        PostgresServer server, Database database, ShiftedClock clock, InProcessTestCluster silos, short count, string folder)
    {
        (this.server, Database, Clock, Silos, this.count, this.folder) = (server, database, clock, silos, count, folder);
        Units = new UnitTable(database);
    }

    internal Database Database { get; }

    internal ShiftedClock Clock { get; }

    internal InProcessTestCluster Silos { get; private set; }

    internal UnitTable Units { get; }

    internal IDispatcherGrain Dispatcher => Silos.Client.GetGrain<IDispatcherGrain>(0);

    public static async Task<GrainCluster> StartAsync(short silos = 1)
    {
        var server = await PostgresServer.StartTemporaryAsync();
        var database = new Database(await server.CreateDatabaseAsync("huracan"));
        await Migrator.MigrateAsync(database, CancellationToken.None);
        var clock = new ShiftedClock();
        var folder = Directory.CreateTempSubdirectory("huracan-grains-").FullName;
        return new GrainCluster(server, database, clock, await DeployAsync(database, clock, silos, folder), silos, folder);
    }

    /// <summary>Stops all silos, and starts as many new ones.</summary>
    internal async Task RestartAsync()
    {
        await Silos.DisposeAsync();
        Silos = await DeployAsync(Database, Clock, count, folder);
    }

    private static async Task<InProcessTestCluster> DeployAsync(Database database, ShiftedClock clock, short silos, string folder)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ServiceId = Cluster.Grains.GrainServices.Name; // whose states are read in SQL
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(database).AddSingleton<TimeProvider>(clock).AddSingleton(new UnitMachine(new UnitTiming()));
            silo.Services.AddSingleton<UnitTable>().AddSingleton<RunTable>().AddSingleton<ConclusionTable>().AddSingleton<DueTable>();
            silo.Services.AddSingleton<ChampionTable>().AddSingleton<ContestTable>().AddSingleton<FileTable>();
            silo.Services.AddSingleton<IBlobStore, PostgresBlobs>().AddSingleton<UnitContests>().AddSingleton<JudgedReports>()
                .AddSingleton(new SiloIdentity("a test", TrainingDevice.Cpu, 1, folder));
            silo.AddGrains();
            silo.Configure<ReminderOptions>(options => options.RefreshReminderListPeriod = TimeSpan.FromSeconds(1));
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = options.MaxProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.NumVotesForDeathDeclaration = 1;
            });
        });
        builder.ConfigureClient(client => Cluster.Grains.GrainServices.AddGrainSerialization(client.Services));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    internal IUnitGrain Unit(UnitId unit) => Silos.Client.GetGrain<IUnitGrain>($"{unit}");

    internal IScheduleGrain Schedule(string task) => Silos.Client.GetGrain<IScheduleGrain>(task);

    internal IRunGrain Run(string runId) => Silos.Client.GetGrain<IRunGrain>(runId);

    /// <summary>A silo as owner of units.</summary>
    internal UnitOwner Owner(int silo = 0) => OwnerLiveness.Of($"silo-{silo}", Silos.Silos[silo].SiloAddress, new MembershipVersion(1));

    internal async Task<string> PlanAsync(params UnitId[] units)
    {
        var runId = $"20260101T000000Z-{Interlocked.Increment(ref runs):x8}";
        await Run(runId).PlanAsync(
            new NewRun(runId, "v1", "a test", YamlFile.Format(new RunOptions()), "", [.. units.Select(unit => new PlannedUnit(unit))]));
        return runId;
    }

    internal async Task<UnitRecord> RecordAsync(string runId, UnitId unit) =>
        (await Units.FindAsync(new UnitKey(runId, unit), CancellationToken.None))!;

    internal async Task<T> UntilAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "It did not come.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        await Database.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

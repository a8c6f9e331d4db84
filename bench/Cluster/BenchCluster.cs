using System.Globalization;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Engine.Pipeline.Settings;
using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Silo.Units;
using Huracan.Storage.Configuration;
using Huracan.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.Bench.Cluster;

/// <summary>A private PostgreSQL that flushes as in production, and silos without work in this process.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly PostgresServer server;
    private readonly List<WebApplication> silos = [];
    private readonly string folder;
    private readonly string connection;

    private BenchCluster(PostgresServer server, string connection, string folder)
    {
        (this.server, this.connection, this.folder) = (server, connection, folder);
        Database = new Database(connection);
    }

    public Database Database { get; }

    public static async Task<BenchCluster> StartAsync(int silos, int slots)
    {
        var folder = Directory.CreateTempSubdirectory("huracan-bench-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var server = await PostgresServer.StartAsync(Path.Combine(folder, "postgres"));
        var cluster = new BenchCluster(server, await server.CreateDatabaseAsync("huracan"), folder);
        for (var i = 1; i <= silos; i++)
            await cluster.AddSiloAsync($"silo-{i}", slots);
        return cluster;
    }

    /// <summary>Asks for a run of so many units.</summary>
    /// <param name="name">The run's id.</param>
    /// <param name="units">Their number.</param>
    /// <param name="first">Number of the first coin: runs of other coins do not wait for each other.</param>
    public async Task<string> PostAsync(string name, int units, int first = 0)
    {
        var planned = Enumerable.Range(first, units)
            .Select(i => new PlannedUnit(new UnitId($"C{i.ToString("D5", CultureInfo.InvariantCulture)}USDT", Timeframe.H1)));
        var run = new NewRun(name, "v1", "bench", YamlFile.Format(new RunOptions()), "", [.. planned]);
        await silos[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IRunGrain>(name).PlanAsync(run);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.StopAsync();
            await silo.DisposeAsync();
        }
        await Database.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AddSiloAsync(string id, int slots)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:huracan"] = connection,
            ["urls"] = "http://127.0.0.1:0",
            ["Silo:Id"] = id,
            ["Silo:Slots"] = slots.ToString(CultureInfo.InvariantCulture),
            ["Silo:Folder"] = Path.Combine(folder, id),
        });
        builder.AddServiceDefaults();
        builder.AddSilo();
        builder.Services.AddSingleton<IUnitWork, NoWork>();
        builder.Logging.ClearProviders();
        var silo = builder.Build();
        await silo.StartAsync();
        silos.Add(silo);
    }
}

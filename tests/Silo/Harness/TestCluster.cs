using System.Collections.Concurrent;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Grains;
using Huracan.Engine.Factory;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Silo.Harness;

/// <summary>A private PostgreSQL and real silo processes, each with a folder of its own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly PostgresServer server;
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-cluster-").FullName;
    private readonly List<ChildProcess> silos = [];
    private readonly List<ChildProcess> apis = [];
    private readonly ConcurrentQueue<string> log = new();
    private readonly string connection;
    private readonly IReadOnlyDictionary<string, string> security;
    private IHost? client;

    private TestCluster(PostgresServer server, string connection, IReadOnlyDictionary<string, string> security)
    {
        (this.server, this.connection, this.security) = (server, connection, security);
        Database = new Database(connection);
        Units = new UnitTable(Database);
        Runs = new RunTable(Database, TimeProvider.System);
        Files = new FileTable(Database);
        Studies = new StudyTable(Database);
        Blobs = new PostgresBlobs(Database);
    }

    public Database Database { get; }

    public UnitTable Units { get; }

    public RunTable Runs { get; }

    public FileTable Files { get; }

    public StudyTable Studies { get; }

    public IBlobStore Blobs { get; }

    /// <summary>What the silos said, for a test that fails.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>Starts it.</summary>
    /// <param name="security">Settings of the section <c>Cluster</c>, for the silos and the client.</param>
    public static async Task<TestCluster> StartAsync(IReadOnlyDictionary<string, string>? security = null)
    {
        var server = await PostgresServer.StartTemporaryAsync();
        var cluster = new TestCluster(server, await server.CreateDatabaseAsync("huracan"), security ?? new Dictionary<string, string>());
        await Migrator.MigrateAsync(cluster.Database, CancellationToken.None);
        cluster.client = await cluster.ConnectAsync(cluster.security);
        return cluster;
    }

    /// <summary>A client of the silos, as the API is one.</summary>
    public async Task<IHost> ConnectAsync(IReadOnlyDictionary<string, string> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"Cluster:{setting.Key}", (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_ => new Database(connection));
        builder.AddClusterConnection();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public async Task<ChildProcess> AddSiloAsync(string id, int slots = 1, int? port = null, bool hasDashboard = false)
    {
        var silo = await ChildProcess.StartAsync(
            new ProcessCommand("dotnet", [Programs.Silo])
            {
                Environment = new Dictionary<string, string>(
                    security.Select(setting => KeyValuePair.Create($"Cluster__{setting.Key}", setting.Value)))
                {
                    ["ConnectionStrings__huracan"] = connection,
                    ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port ?? Ports.Free()}",
                    ["Silo__Id"] = id,
                    ["Silo__Slots"] = slots.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["Silo__OrleansDashboard"] = $"{hasDashboard}",
                    ["Silo__Folder"] = Path.Combine(folder, id),
                },
            },
            line => log.Enqueue($"{id}: {line}"));
        silos.Add(silo);
        return silo;
    }

    /// <summary>Starts an API.</summary>
    /// <returns>A client with an operator's key, which the caller disposes.</returns>
    public async Task<HttpClient> AddApiAsync()
    {
        var key = $"hrc_{new string('a', 64)}";
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ports.Free()}/") };
        http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, key);
        apis.Add(await ChildProcess.StartAsync(
            new ProcessCommand("dotnet", [Programs.Api])
            {
                Environment = new Dictionary<string, string>
                {
                    ["ConnectionStrings__huracan"] = connection,
                    ["ASPNETCORE_URLS"] = http.BaseAddress.ToString(),
                    ["Api__OperatorKey"] = key,
                    ["HURACAN_STATE"] = Path.Combine(folder, "api"),
                },
            },
            line => log.Enqueue($"api: {line}")));
        using var timeout = new CancellationTokenSource(Timeout);
        while (!await IsHealthyAsync(http, timeout.Token))
            await Task.Delay(50, timeout.Token);
        return http;
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync("health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The id that <see cref="PostAsync"/> gives a run of these settings.</summary>
    public static string RunIdOf(string yaml) => $"20260101T000000Z-{RunFiles.ConfigHash(OptionsOf(yaml))[..8]}";

    /// <summary>Asks for a run as <c>huracan run --config</c> would make it.</summary>
    public async Task<string> PostAsync(string yaml)
    {
        var (options, runId) = (OptionsOf(yaml), RunIdOf(yaml));
        var source = CandleSources.Open(options);
        var units = RunPlan.Units(options, source).Select(unit => new PlannedUnit(unit));
        var plan = new NewRun(
            runId, options.Version, source.Description, YamlFile.Format(options),
            await File.ReadAllTextAsync(ConfigFolder.Find("features.yaml")), [.. units]);
        await (await RunAsync(runId)).PlanAsync(plan);
        return runId;
    }

    /// <summary>Asks for a factory's run as the API would plan it.</summary>
    /// <param name="run">The run's settings.</param>
    /// <param name="factory">The factory's.</param>
    public async Task<string> PostFactoryAsync(string run, string factory)
    {
        var request = YamlFile.Parse<FactoryRequest>(factory, "test");
        var settings = OptionsOf(run);
        var source = CandleSources.Open(request, settings);
        var universe = CoinUniverse.Choose(source, request.Universe, CancellationToken.None);
        var options = request.ToRun(settings, universe);
        var runId = RunNames.Create(options, TimeProvider.System.GetUtcNow());
        var plan = new NewRun(
            runId, options.Version, source.Description, YamlFile.Format(options),
            await File.ReadAllTextAsync(ConfigFolder.Find("features.yaml")),
            [.. RunPlan.Units(options, source).Select(unit => new PlannedUnit(unit))])
        {
            Factory = new FactoryPlan(YamlFile.Format(request), universe.Coins, universe.Excluded),
        };
        await (await RunAsync(runId)).PlanAsync(plan);
        return runId;
    }

    /// <summary>A unit's grain.</summary>
    public IUnitGrain Unit(UnitId unit) => client!.Services.GetRequiredService<IClusterClient>().GetGrain<IUnitGrain>($"{unit}");

    private static RunOptions OptionsOf(string yaml)
    {
        var options = YamlFile.Parse<RunOptions>(yaml, "test");
        RunFiles.CompleteModels(options);
        return options;
    }

    /// <summary>A run's grain, as the API calls it; waits longer for the first silo, which many tests may be starting at once.</summary>
    public async Task<IRunGrain> RunAsync(string runId)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            try
            {
                return await client!.Services.GetRequiredService<ClusterConnection>().RunAsync(runId, CancellationToken.None);
            }
            catch (ClusterUnavailableException) when (!timeout.IsCancellationRequested)
            {
                // it has waited a while
            }
        }
    }

    public async Task<List<UnitRecord>> UnitsAsync(string runId) => await Units.OfRunAsync(runId, null, 500, CancellationToken.None);

    /// <summary>Looks until something holds of the run's units.</summary>
    public async Task<List<UnitRecord>> UntilAsync(string runId, Func<List<UnitRecord>, bool> holds)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            var units = await UnitsAsync(runId);
            if (holds(units))
                return units;
            if (timeout.IsCancellationRequested)
                Assert.Fail(
                    "It did not come: "
                        + string.Join("; ", units.Select(unit => $"{unit.Key.Unit} {UnitMachine.Describe(unit)} {unit.Reason}"))
                        + $"\n{Log}");
            await Task.Delay(50);
        }
    }

    public Task<List<UnitRecord>> UntilEndedAsync(string runId) => UntilAsync(runId, units => units.TrueForAll(unit => unit.HasEnded));

    /// <summary>
    /// The SHA-256 of every file the cluster keeps of a run whose bytes rest on seed and data alone, each checked against its blob. The run
    /// is waited for: its reports are written last.
    /// </summary>
    public async Task<SortedDictionary<string, string>> PublishedAsync(string runId)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while ((await Runs.FindAsync(runId, timeout.Token))!.Finished is null)
            await Task.Delay(50, timeout.Token);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in await UnitsAsync(runId))
        {
            foreach (var file in await Files.OfUnitAsync(unit.Key, CancellationToken.None))
            {
                var content = await Blobs.ReadAsync(file.Blob, CancellationToken.None);
                Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content!)));
                if (SingleRun.IsReproducible(file.Path))
                    hashes[file.Path] = file.Sha256;
            }
        }
        return hashes;
    }

    public async ValueTask DisposeAsync()
    {
        await client!.StopAsync();
        client.Dispose();
        foreach (var host in apis.Concat(silos))
        {
            await host.StopAsync(TimeSpan.FromSeconds(10));
            host.Dispose();
        }
        await Database.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

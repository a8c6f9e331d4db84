using System.Collections.Concurrent;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;
using Huracan.Tests.Servers;
using Microsoft.Playwright;
using Npgsql;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>
/// A PostgreSQL, an API, a silo and the dashboard, all real, with one finished run and one champion; and a browser. Made when the first
/// test asks for it.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    // A signal far stronger than real ones, so that a small run holds trades.
    private const string Configuration = """
        timeframes: [1h, 4h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 3
        patience: 10000
        train_bars: 3000
        seed: 7
        version: seen
        device: cpu
        simulation: {coins: 2, timeframe: 1h, bars: 10000, seed: 7, signal: {probability: 0.06, horizon: 4, net_sharpe: 9}}
        model_settings:
          xgboost: {rounds: 20, max_depth: 3}
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(3);
    private static readonly string[] Flags =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ];

    private readonly Lazy<Task> started;
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-dashboard-").FullName;
    private readonly ConcurrentQueue<string> log = new();
    private readonly List<IAsyncDisposable> parts = [];
    private IPlaywright? playwright;

    public Site() => started = new Lazy<Task>(StartAsync);

    public Uri Dashboard { get; private set; } = new("http://127.0.0.1");

    public Uri Api { get; private set; } = new("http://127.0.0.1");

    public IBrowser Browser { get; private set; } = null!; // set by the start, which every test awaits

    /// <summary>The run that has ended.</summary>
    public string RunId { get; private set; } = "";

    /// <summary>What the hosts said, for a test that fails.</summary>
    public string Log => string.Join('\n', log);

    public static string Screenshots { get; } = Path.Combine(Repository.Root, ".build", "test-results", "Dashboard.Tests", "screenshots");

    public Task StartedAsync() => started.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            playwright?.Dispose();
            parts.Reverse();
            foreach (var part in parts)
                await part.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Starts another dashboard beside the one there is. The caller ends it.</summary>
    internal Task<Host> StartDashboardAsync() => Host.StartAsync("Dashboard", folder, DashboardSettings(), log.Enqueue);

    /// <summary>The API's client with an operator's key.</summary>
    internal HuracanClient Client()
    {
        var key = ApiKeyEntry.Read(Path.Combine(folder, "api", ApiKeyEntry.FileName)).Single(entry => entry.Role == ApiRole.Operator).Key;
        return new HuracanClient(
            new HttpClient(new ApiKeyHandler(() => key) { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = Api },
            TimeProvider.System);
    }

    /// <summary>Waits until a run has ended.</summary>
    internal async Task EndedAsync(string runId)
    {
        var client = Client();
        using var timeout = new CancellationTokenSource(RunTimeout);
        while ((await client.RunAsync(runId, timeout.Token)).State != RunState.Finished)
            await Task.Delay(200, timeout.Token);
    }

    private Dictionary<string, string> DashboardSettings() => new()
    {
        ["HURACAN_STATE"] = Path.Combine(folder, "dashboard"),
        ["services__api__http__0"] = Api.GetLeftPart(UriPartial.Authority),
    };

    private async Task StartAsync()
    {
        Directory.CreateDirectory(Screenshots);
        Assertions.SetDefaultExpectTimeout(20_000);
        Configure();
        var champions = new ChampionStore(Path.Combine(folder, "champions"), BundleTrust.Anyone);
        champions.Promote(champions.Add(GenuineRun.Bundle("v1"), signer: null));
        var postgres = await PostgresServer.StartTemporaryAsync();
        parts.Add(postgres);
        var connection = await postgres.CreateDatabaseAsync("huracan");
        Api = (await HostAsync(
            "Api", new()
            {
                ["ConnectionStrings__huracan"] = connection,
                ["HURACAN_STATE"] = Path.Combine(folder, "api"),
                ["Api__Champions"] = champions.Root,
            })).Address;
        await HostAsync("Silo", new()
        {
            ["ConnectionStrings__huracan"] = connection,
            ["Silo__Id"] = "silo-a",
            ["Silo__Slots"] = "2",
            ["Silo__Folder"] = Path.Combine(folder, "silo"),
        });
        Dashboard = (await HostAsync("Dashboard", DashboardSettings())).Address;
        await BrowseAsync();
        RunId = (await Client().StartAsync(new RunRequest(), "site", CancellationToken.None)).RunId;
        await EndedAsync(RunId);
        await ReportAsync(connection);
    }

    // A report of the factory for the finished run: a run of the factory itself would take minutes.
    private async Task ReportAsync(string connection)
    {
        var unit = new FactoryUnit(
            "BTCUSDT", Timeframe.H1, GateAction.NoTrade, "not_active", "score 30.0: not tradable; psr 0.02 earns 0 of 35 points", 4, null,
            null)
        {
            FailedCheck = new GateCheck("score", 30, 75),
            Shortfall = "it was not promising on validation, where it was chosen",
        };
        var drift = new DriftFinding(DriftFinding.Drift, DriftLevel.Alarm, 9, 4, "the features that differ most are far from training");
        var report = new FactoryReport(
            RunId, "simulated", [new JudgedCoin("BTCUSDT", 400, 1e7, 0, null)],
            [new JudgedCoin("THINUSDT", 400, 3, 0, "min_liquidity_gbp: 3 pounds a day; 100 are needed") { Value = 3, Limit = 100 }],
            [unit], new Dictionary<string, int> { ["not_active"] = 1 })
        {
            Drift = [new("SIM001USDT", Timeframe.H1, 4, new DriftReport("v1", DateTimeOffset.UnixEpoch, [drift], null))],
        };
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(
            """update runs set factory = '{"settings": ""}', factory_report = $1::jsonb where id = $2""");
        command.Parameters.Add(new() { Value = Encoding.UTF8.GetString(HuracanJson.Serialize(report)) });
        command.Parameters.Add(new() { Value = RunId });
        await command.ExecuteNonQueryAsync();
    }

    private void Configure()
    {
        var config = Path.Combine(folder, "config");
        Directory.CreateDirectory(Path.Combine(config, "models"));
        File.Copy(Path.Combine(Repository.Root, "config", "features.yaml"), Path.Combine(config, "features.yaml"));
        foreach (var model in Directory.GetFiles(Path.Combine(Repository.Root, "config", "models")))
            File.Copy(model, Path.Combine(config, "models", Path.GetFileName(model)));
        File.WriteAllText(Path.Combine(config, "train.yaml"), Configuration);
    }

    private async Task<Host> HostAsync(string project, Dictionary<string, string> environment)
    {
        var host = await Host.StartAsync(project, folder, environment, log.Enqueue);
        parts.Add(host);
        return host;
    }

    private async Task BrowseAsync()
    {
        var node = Path.Combine(AppContext.BaseDirectory, ".playwright", "node", "linux-x64", "node");
        if (!File.Exists(node))
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", Find("node"));
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Find(BrowserFactAttribute.Browsers), Args = Flags });
        parts.Add(Browser);
    }

    private static string Find(string programs) => (
        from program in programs.Split('|')
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        select Path.Combine(
            folder, program)).FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"There is no {programs} on PATH.");
}

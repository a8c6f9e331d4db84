using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>The real AppHost with everything it starts, and a client of its API.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    private readonly string state;
    private readonly ConcurrentQueue<string> log;
    private readonly ProcessCommand command;
    private readonly HttpClient http;
    private readonly HuracanClient client;
    private ChildProcess process;

    private RunningApplication(string state, ConcurrentQueue<string> log, ProcessCommand command, ChildProcess process, Uri api)
    {
        (this.state, this.log, this.command, this.process) = (state, log, command, process);
        http = new HttpClient { BaseAddress = api };
        client = new HuracanClient(http, TimeProvider.System);
    }

    /// <summary>A client that shows the operator's key.</summary>
    public HttpClient Http => http;

    public Uri Api => http.BaseAddress!; // set where it is made

    public string Log => string.Join('\n', log);

    /// <summary>Starts it and waits until the API is healthy.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="dashboard">Whether with the dashboard.</param>
    /// <param name="environment">Settings of its parts.</param>
    public static async Task<RunningApplication> StartAsync(
        int silos, bool dashboard = false, Dictionary<string, string>? environment = null)
    {
        var state = Directory.CreateTempSubdirectory("huracan-application-").FullName;
        File.SetUnixFileMode(state, File.GetUnixFileMode(state) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var (pages, log) = (Ports.Free(), new ConcurrentQueue<string>());
        string[] dashboards = dashboard ? ["--dashboard-port", pages.ToString(CultureInfo.InvariantCulture)] : ["--no-dashboard"];
        var command = new ProcessCommand("dotnet",
        [
            Programs.AppHost, "--silos", silos.ToString(CultureInfo.InvariantCulture), "--state", Path.Combine(state, "state"),
                "--api-port", port,
            "--aspire-port", Ports.Free().ToString(CultureInfo.InvariantCulture), "--servers", "process", .. dashboards,
        ])
        {
            // Every line of every part: what may not be said must not be in any of them.
            Environment = new Dictionary<string, string>(environment ?? [])
            {
                ["Logging__LogLevel__Huracan.AppHost.Resources"] = "Information",
            },
        };
        var process = await ChildProcess.StartAsync(command, log.Enqueue);
        var application = new RunningApplication(state, log, command, process, new Uri($"http://127.0.0.1:{port}/"));
        await application.UntilAsync(application.IsHealthyAsync, "the API is healthy");
        application.http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, application.OperatorKey);
        application.Dashboard = new Uri($"http://127.0.0.1:{pages}/");
        return application;
    }

    /// <summary>The operator's key.</summary>
    public string OperatorKey => Keys().Single(entry => entry.Role == ApiRole.Operator).Key;

    /// <summary>Where the dashboard is, if there is one.</summary>
    public Uri Dashboard { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The process of AppHost itself.</summary>
    public int AppHostProcess => process.Id;

    /// <summary>Starts AppHost again after it was killed.</summary>
    public async Task StartAgainAsync()
    {
        await process.Exited;
        process.Dispose();
        process = await ChildProcess.StartAsync(command, log.Enqueue);
    }

    /// <summary>What nobody may read in any log: the API's keys and the servers' passwords.</summary>
    public IReadOnlyList<string> Secrets()
    {
        var passwords = Directory.GetFiles(state, "password", SearchOption.AllDirectories).Select(path => File.ReadAllText(path).Trim())
            .Concat(Directory.GetFiles(state, "redis.conf", SearchOption.AllDirectories)
                .Select(path => File.ReadLines(path).Single(IsPassword).Split(' ')[1]));
        return [.. Keys().Select(entry => entry.Key), .. passwords];
    }

    /// <summary>The files of text that the parts have written beside what they said.</summary>
    public IReadOnlyList<string> LogFiles() => Directory.GetFiles(state, "*.log", SearchOption.AllDirectories);

    /// <summary>Asks for a run, again while the API says that it has found no silo yet.</summary>
    public async Task<string> PostAsync(string yaml)
    {
        RunView? run = null;
        await UntilAsync(
            async () =>
            {
                try
                {
                    run = await client.StartAsync(yaml, CancellationToken.None);
                }
                catch (ApiException refused) when (refused.Status == HttpStatusCode.ServiceUnavailable)
                {
                    return false;
                }
                return true;
            },
            "a silo takes the run");
        return run!.RunId; // it was waited for
    }

    public Task<RunView> RunAsync(string runId) => AskAsync(() => client.RunAsync(runId, CancellationToken.None));

    public async Task<IReadOnlyList<UnitView>> UnitsAsync(string runId) =>
        (await AskAsync(() => client.UnitsAsync(runId, null, 500, CancellationToken.None))).Items;

    public Task<RunSummary> SummaryAsync(string runId) => AskAsync(() => client.SummaryAsync(runId, CancellationToken.None));

    /// <summary>What the latest run of the factory did.</summary>
    public async Task<FactoryReport> FactoryReportAsync()
    {
        var runs = await AskAsync(() => client.RunsAsync(null, 50, CancellationToken.None));
        var latest = runs.Items.First(run => run.Kind == RunKind.Factory).RunId;
        return await AskAsync(() => client.FactoryReportAsync(latest, CancellationToken.None));
    }

    /// <summary>Where the API copies the cluster's champions to.</summary>
    public string Champions => Path.Combine(state, "state", "api", "champions");

    /// <summary>How often the events say of each unit that it was scored.</summary>
    public Task<Dictionary<string, int>> ScoredEventsAsync(string runId) => CountEventsAsync(
        runId, @event => @event.Kind == "unit" && @event.Data.GetProperty("state").GetString() == "SCORED");

    /// <summary>How often the events of a run say of each unit that it has a new champion.</summary>
    public Task<Dictionary<string, int>> ChampionEventsAsync(string runId) =>
        CountEventsAsync(runId, @event => @event.Kind == "champion");

    private async Task<Dictionary<string, int>> CountEventsAsync(string runId, Predicate<ClusterEvent> counts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"events?run={runId}");
        request.Headers.Add("Last-Event-ID", "0-0");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var found = new Dictionary<string, int>();
        await foreach (var item in SseParser.Create(
            stream, (_, data) => JsonSerializer.Deserialize<ClusterEvent>(data, HuracanJson.Compact)).EnumerateAsync())
        {
            if (item.Data is { } @event && counts(@event))
                found[$"{@event.Coin}/{@event.Timeframe}"] = found.GetValueOrDefault($"{@event.Coin}/{@event.Timeframe}") + 1;
            if (item.Data is { Kind: "run" } ended && ended.Data.GetProperty("state").GetString() == "FINISHED")
                break;
        }
        return found;
    }

    /// <summary>SHA-256 of the unit's files that rest on seed and data alone.</summary>
    public async Task<IEnumerable<KeyValuePair<string, string>>> FilesAsync(UnitView unit)
    {
        var files = await AskAsync(() =>
            client.FilesAsync(unit.RunId, new UnitId(unit.Coin, unit.Timeframe), CancellationToken.None));
        return files.Where(file => SingleRun.IsReproducible(file.Path)).Select(file => KeyValuePair.Create(file.Path, file.Sha256));
    }

    /// <summary>What the silo of that name runs as: the name is machine and process.</summary>
    public static int ProcessOf(string silo) => int.Parse(silo.AsSpan(silo.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>The redis-server this application started.</summary>
    public int RedisProcess() => Processes().Single(id => Read(id, "comm").Trim() == "redis-server");

    /// <summary>The first process of the PostgreSQL server it started.</summary>
    public int PostgresProcess() =>
        Processes().Single(id => Read(id, "comm").Trim() == "postgres" && Read(Parent(id), "comm").Trim() != "postgres");

    /// <summary>The API's process.</summary>
    public int ApiProcess() => Processes().Single(id => Read(id, "comm").Trim() == "Huracan.Api");

    /// <summary>The silos' processes.</summary>
    public int[] SiloProcesses() =>
        [.. Processes().Where(
            id => Read(id, "comm").Trim() == "Huracan.Silo" && !Read(id, "cmdline").Contains("\0worker\0", StringComparison.Ordinal))];

    /// <summary>The silos that were heard of in the last seconds.</summary>
    public Task<IReadOnlyList<SiloView>> SilosAsync() => AskAsync(() => client.SilosAsync(CancellationToken.None));

    /// <summary>Looks until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!await holds())
        {
            if (process.Exited.IsCompleted)
                throw new InvalidOperationException($"AppHost ended before {what}.\n{Log}");
            if (timeout.IsCancellationRequested)
                throw new TimeoutException($"It did not come that {what}.\n{Log}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(TimeSpan.FromSeconds(15));
        process.Dispose();
        http.Dispose();
        Directory.Delete(state, recursive: true);
    }

    /// <summary>Whether the API answers, and has its database.</summary>
    public async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var response = await http.GetAsync("health");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The API may be the one that was killed: asking again is what its clients do.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return await ask();
            }
            catch (ApiException) when (TimeProvider.System.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(100);
            }
        }
    }

    private IReadOnlyList<ApiKeyEntry> Keys() => ApiKeyEntry.Read(Path.Combine(state, "state", "api", ApiKeyEntry.FileName));

    private IEnumerable<int> Processes() =>
        Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
            ? id : 0).Where(id => id > 1 && IsOurs(id));

    // The orchestrator is nobody's child: its children are known by where they run, or by the folder they were given.
    private bool IsOurs(int id) =>
        Folder(id)?.StartsWith(state, StringComparison.Ordinal) == true
            || Read(id, "environ").Contains($"HURACAN_STATE={state}", StringComparison.Ordinal);

    private static string? Folder(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsPassword(string line) => line.StartsWith("requirepass ", StringComparison.Ordinal);

    private static int Parent(int id)
    {
        var stat = Read(id, "stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

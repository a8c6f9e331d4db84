using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Huracan.AppHost.Processes;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Json;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>The real AppHost with everything it starts, and a client of its API.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string state;
    private readonly ConcurrentQueue<string> log;
    private readonly ChildProcess process;
    private readonly HttpClient http;

    private RunningApplication(string state, ConcurrentQueue<string> log, ChildProcess process, Uri api)
    {
        (this.state, this.log, this.process) = (state, log, process);
        http = new HttpClient { BaseAddress = api };
    }

    /// <summary>A client that shows the operator's key.</summary>
    public HttpClient Http => http;

    public Uri Api => http.BaseAddress!; // set where it is made

    public string Log => string.Join('\n', log);

    /// <summary>Starts it and waits until the API is healthy.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="dashboard">Whether with the dashboard.</param>
    public static async Task<RunningApplication> StartAsync(int silos, bool dashboard = false)
    {
        var state = Directory.CreateTempSubdirectory("huracan-application-").FullName;
        File.SetUnixFileMode(state, File.GetUnixFileMode(state) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var (pages, log) = (Ports.Free(), new ConcurrentQueue<string>());
        string[] shown = dashboard ? ["--dashboard-port", pages.ToString(CultureInfo.InvariantCulture)] : ["--no-dashboard"];
        var process = await ChildProcess.StartAsync(
            new ProcessCommand("dotnet", [Programs.AppHost, "--silos", silos.ToString(CultureInfo.InvariantCulture), "--state", Path.Combine(state, "state"), "--api-port", port, .. shown]),
            log.Enqueue);
        var application = new RunningApplication(state, log, process, new Uri($"http://127.0.0.1:{port}/"));
        await application.UntilAsync(application.IsHealthyAsync, "the API is healthy");
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(state, "state", "api", "api-keys.json")));
        var key = keys.RootElement.EnumerateArray().Single(entry => entry.GetProperty("role").GetString() == "OPERATOR").GetProperty("key").GetString();
        application.http.DefaultRequestHeaders.Add("X-Api-Key", key);
        application.Dashboard = new Uri($"http://127.0.0.1:{pages}/");
        return application;
    }

    /// <summary>Where the dashboard is, if there is one.</summary>
    public Uri Dashboard { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What nobody may read in any log: the API's keys and the database's password.</summary>
    public async Task<IReadOnlyList<string>> SecretsAsync()
    {
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(state, "state", "api", "api-keys.json")));
        var passwords = Directory.GetFiles(state, "password", SearchOption.AllDirectories);
        return [.. keys.RootElement.EnumerateArray().Select(entry => entry.GetProperty("key").GetString()!), .. passwords.Select(path => File.ReadAllText(path).Trim())];
    }

    /// <summary>The files of text that the parts have written beside what they said.</summary>
    public IReadOnlyList<string> LogFiles() => Directory.GetFiles(state, "*.log", SearchOption.AllDirectories);

    /// <summary>Asks for a run.</summary>
    public async Task<string> PostAsync(string yaml)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        using var response = await http.PostAsync("runs", content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"The run was refused: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<RunView>(HuracanJson.Compact))!.RunId;
    }

    public Task<RunView> RunAsync(string runId) => GetAsync<RunView>($"runs/{runId}");

    public async Task<IReadOnlyList<UnitView>> UnitsAsync(string runId) => (await GetAsync<Page<UnitView>>($"runs/{runId}/units?limit=500")).Items;

    public Task<RunSummary> SummaryAsync(string runId) => GetAsync<RunSummary>($"runs/{runId}/summary");

    /// <summary>How often the events say of each unit that it was scored.</summary>
    public async Task<Dictionary<string, int>> ScoredEventsAsync(string runId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"events?run={runId}");
        request.Headers.Add("Last-Event-ID", "0-0");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var scored = new Dictionary<string, int>();
        await foreach (var item in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ClusterEvent>(data, HuracanJson.Compact)).EnumerateAsync())
        {
            if (item.Data is { Kind: "unit" } happened && happened.Data.GetProperty("state").GetString() == "SCORED")
                scored[$"{happened.Coin}/{happened.Timeframe}"] = scored.GetValueOrDefault($"{happened.Coin}/{happened.Timeframe}") + 1;
            if (item.Data is { Kind: "run" } ended && ended.Data.GetProperty("state").GetString() == "FINISHED")
                break;
        }
        return scored;
    }

    /// <summary>SHA-256 of the unit's files that rest on seed and data alone.</summary>
    public async Task<IEnumerable<KeyValuePair<string, string>>> FilesAsync(UnitView unit)
    {
        using var files = await GetAsync<JsonDocument>($"runs/{unit.RunId}/units/{unit.Coin}/{unit.Timeframe}/files?limit=500");
        return [.. files.RootElement.GetProperty("items").EnumerateArray()
            .Select(file => KeyValuePair.Create(file.GetProperty("path").GetString()!, file.GetProperty("sha256").GetString()!))
            .Where(file => SingleRun.IsReproducible(file.Key))];
    }

    /// <summary>What the silo of that name runs as: the name is machine and process.</summary>
    public static int ProcessOf(string silo) => int.Parse(silo.AsSpan(silo.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>The redis-server this application started.</summary>
    public int RedisProcess() => Processes().Single(id => Read(id, "comm").Trim() == "redis-server");

    /// <summary>The first process of the PostgreSQL server it started.</summary>
    public int PostgresProcess() => Processes().Single(id => Read(id, "comm").Trim() == "postgres" && Read(Parent(id), "comm").Trim() != "postgres");

    /// <summary>The API's process.</summary>
    public int ApiProcess() => Processes().Single(id => Read(id, "comm").Trim() == "dotnet" && Read(id, "cmdline").Contains("Huracan.Api.dll", StringComparison.Ordinal));

    /// <summary>The silos' processes.</summary>
    public int[] SiloProcesses() =>
        [.. Processes().Where(id => Read(id, "comm").Trim() == "dotnet" && Read(id, "cmdline").Contains("Huracan.Silo.dll", StringComparison.Ordinal) && !Read(id, "cmdline").Contains("\0worker\0", StringComparison.Ordinal))];

    /// <summary>Looks until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (process.Exited.IsCompleted)
                throw new InvalidOperationException($"AppHost ended before {what}.\n{Log}");
            if (patience.IsCancellationRequested)
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
    private async Task<T> GetAsync<T>(string path)
        where T : class
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return await http.GetFromJsonAsync<T>(path, HuracanJson.Compact) ?? throw new InvalidDataException($"{path} answered with nothing.");
            }
            catch (HttpRequestException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(100);
            }
        }
    }

    private IEnumerable<int> Processes() =>
        Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 1 && IsOurs(id));

    private bool IsOurs(int id)
    {
        for (var parent = id; parent > 1; parent = Parent(parent))
        {
            if (parent == process.Id)
                return true;
        }
        return false;
    }

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

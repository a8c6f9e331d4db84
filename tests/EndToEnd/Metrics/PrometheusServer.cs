using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Servers;
using YamlDotNet.RepresentationModel;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>A real Prometheus with the repository's configuration and rules, which scrapes and evaluates every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const string Interval = "1s";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ChildProcess process;
    private readonly HttpClient http;

    private PrometheusServer(ChildProcess process, Uri address) =>
        (this.process, http) = (process, new HttpClient { BaseAddress = new Uri(address, "api/v1/") });

    /// <summary>Where the repository keeps the configuration.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "infra", "prometheus");

    /// <param name="scratch">For its configuration and its data.</param>
    /// <param name="targets">Host and port of every job in the configuration.</param>
    /// <param name="keyFile">Holds the API's key.</param>
    public static async Task<PrometheusServer> StartAsync(Scratch scratch, IReadOnlyDictionary<string, string> targets, string keyFile)
    {
        var configuration = scratch.Write("prometheus.yml", Configuration(targets, keyFile));
        var address = $"127.0.0.1:{Ports.Free().ToString(CultureInfo.InvariantCulture)}";
        var log = new ConcurrentQueue<string>();
        var process = await ChildProcess.StartAsync(
            new ProcessCommand("prometheus",
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={scratch.Path("prometheus")}", $"--web.listen-address={address}",
            ]),
            log.Enqueue);
        var server = new PrometheusServer(process, new Uri($"http://{address}/"));
        for (var started = TimeProvider.System.GetTimestamp(); !await server.IsReadyAsync(); await Task.Delay(100))
        {
            if (process.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(started) > Timeout)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"Prometheus does not start:\n{string.Join('\n', log)}");
            }
        }
        return server;
    }

    /// <summary>The series that an expression gives now: the labels of each.</summary>
    /// <exception cref="InvalidDataException">The expression is refused; the message says why.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string expression)
    {
        var data = await GetAsync($"query?query={Uri.EscapeDataString(expression)}");
        return data.GetProperty("resultType").GetString() == "vector"
            ? [.. data.GetProperty("result").EnumerateArray().Select(series => Labels(series.GetProperty("metric")))]
            : throw new InvalidDataException($"{expression} gives no series.");
    }

    /// <summary>The rules it has loaded, as its API shows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> RulesAsync() =>
    [
        .. (await GetAsync("rules")).GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray()),
    ];

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(TimeSpan.FromSeconds(5));
        process.Dispose();
        http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/-/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return json.GetProperty("status").GetString() == "success"
            ? json.GetProperty("data")
            : throw new InvalidDataException(json.GetProperty("error").GetString());
    }

    private static Dictionary<string, string> Labels(JsonElement metric) =>
        metric.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");

    // The repository's own, but for its places and its pace.
    private static string Configuration(IReadOnlyDictionary<string, string> targets, string keyFile)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Folder, "prometheus.yml"))));
        var root = yaml.Documents[0].RootNode;
        var global = (YamlMappingNode)root["global"];
        global.Children["scrape_interval"] = global.Children["evaluation_interval"] = Interval;
        ((YamlMappingNode)root).Children["rule_files"] = new YamlSequenceNode(
            ((YamlSequenceNode)root["rule_files"]).Select(name => new YamlScalarNode(Path.Combine(Folder, $"{name}"))));
        foreach (var job in ((YamlSequenceNode)root["scrape_configs"]).Cast<YamlMappingNode>())
        {
            job.Children["static_configs"] =
                new YamlSequenceNode(new YamlMappingNode("targets", new YamlSequenceNode(targets[$"{job["job_name"]}"])));
            if (job.Children.TryGetValue("authorization", out var authorization))
                ((YamlMappingNode)authorization).Children["credentials_file"] = keyFile;
        }
        using var text = new StringWriter();
        yaml.Save(text, assignAnchors: false);
        return text.ToString();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Huracan.Contracts.Client;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;
using Huracan.Tests.Telemetry;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>
/// A silo, the API and the dashboard on a private PostgreSQL, a market that the API follows, a run that they have finished, and a
/// Prometheus that watched them.
/// </summary>
internal sealed class MonitoredCluster : IAsyncDisposable
{
    // Networks, because trees report no epochs; of a coin and timeframe of the market, so that they forecast it.
    private const string Run = """
        timeframes: [5m]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 2
        train_bars: 500
        seed: 7
        coins: [BTCUSDT]
        simulation: {coins: 1, timeframe: 5m, bars: 2600, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    private readonly Scratch scratch = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly List<ChildProcess> hosts = [];
    private readonly PostgresServer database;
    private readonly HttpClient http = new();
    private OtlpCollector collector = null!; // started by the only way to get a cluster
    private LocalExchange exchange = null!; // likewise

    private MonitoredCluster(PostgresServer database) => this.database = database;

    /// <summary>The addresses of the hosts by their names: api, silo, dashboard.</summary>
    public Dictionary<string, Uri> Hosts { get; } = [];

    public PrometheusServer Prometheus { get; private set; } = null!; // started by the only way to get a cluster

    public static async Task<MonitoredCluster> StartAsync()
    {
        var cluster = new MonitoredCluster(await PostgresServer.StartTemporaryAsync());
        try
        {
            await cluster.StartHostsAsync();
            await cluster.FinishRunAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The spans that the hosts have sent.</summary>
    public List<Span> Spans() => [.. collector.Messages("traces").SelectMany(Span.Read)];

    /// <summary>What a host answers to a scrape.</summary>
    /// <param name="host">Its name.</param>
    /// <param name="accept">The formats that are asked for.</param>
    public async Task<string> PageAsync(string host, string accept = "text/plain")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Hosts[host], "metrics"));
        request.Headers.Add(ApiKeyHandler.Header, Key(ApiRole.Reader));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Prometheus is not null)
            await Prometheus.DisposeAsync();
        await Task.WhenAll(hosts.Select(host => host.StopAsync(TimeSpan.FromSeconds(10))));
        hosts.ForEach(host => host.Dispose());
        http.Dispose();
        if (collector is not null)
            await collector.DisposeAsync();
        if (exchange is not null)
            await exchange.DisposeAsync();
        await database.DisposeAsync();
        scratch.Dispose();
    }

    private async Task StartHostsAsync()
    {
        collector = await OtlpCollector.StartAsync();
        var connection = await database.CreateDatabaseAsync("huracan");
        await DownloadAsync();
        await StartAsync(
            "api", Programs.Api, ("ConnectionStrings__huracan", connection), ("Api__MetricsSeconds", "0.5"),
            ("Market__Source", scratch.Path("market")), ("Market__Vendors", scratch.Path("vendors.yaml")));
        await StartAsync("silo", Programs.Silo, ("ConnectionStrings__huracan", connection), ("Silo__Slots", "1"));
        await StartAsync("dashboard", Programs.Dashboard, ("Api__Address", $"{Hosts["api"]}"), ("Api__KeyFile", KeyFile));
        foreach (var host in Hosts.Values)
            await UntilAsync(() => IsHealthyAsync(host), $"{host} is healthy");
        Prometheus = await PrometheusServer.StartAsync(
            scratch, Hosts.ToDictionary(host => $"huracan-{host.Key}", host => host.Value.Authority),
            scratch.Write("key", Key(ApiRole.Reader)));
    }

    private async Task DownloadAsync()
    {
        exchange = await LocalExchange.StartFastAsync(coins: 2);
        (await HuracanProcess.RunAsync(
            "data", "download", "--settings", scratch.Write("vendors.yaml", exchange.Settings()), "--coins", "all", "--timeframes", "5m",
            "--from", "2024-01-01", "--out", scratch.Path("market"))).Expect(0);
    }

    private async Task StartAsync(string name, string program, params (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{Ports.Free().ToString(CultureInfo.InvariantCulture)}/";
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        environment["ASPNETCORE_URLS"] = address;
        environment["HURACAN_STATE"] = scratch.Path(name);
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector.Address}";
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        hosts.Add(await ChildProcess.StartAsync(
            new ProcessCommand("dotnet", [program]) { Environment = environment }, line => log.Enqueue($"{name}: {line}")));
        Hosts[name] = new Uri(address);
    }

    private async Task FinishRunAsync()
    {
        using var api = new HttpClient(new ApiKeyHandler(() => Key(ApiRole.Operator)) { InnerHandler = new HttpClientHandler() })
        {
            BaseAddress = Hosts["api"],
        };
        var client = new HuracanClient(api, TimeProvider.System);
        await UntilAsync(
            async () => (await Prometheus.QueryAsync($"count(up == 1) == {Hosts.Count}")).Count > 0, "Prometheus has scraped every host");
        var runId = (await client.StartAsync(Run, CancellationToken.None)).RunId;
        await UntilAsync(async () => (await client.RunAsync(runId, CancellationToken.None)).Finished is not null, "the run has finished");
        await UntilAsync(
            async () => (await Prometheus.QueryAsync("huracan_decision_latency_seconds_count > 0")).Count > 0, "a candle was decided on");
        using var ranking = await api.GetAsync(new Uri("models", UriKind.Relative)); // read through the cache
        ranking.EnsureSuccessStatusCode();
        // Two scrapes to see an increase, and the rules after them.
        var ended = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await UntilAsync(
            async () => (await Prometheus.QueryAsync($"min(timestamp(up)) > {ended + 4}")).Count > 0, "Prometheus has seen the run's end");
    }

    private string KeyFile => Path.Combine(scratch.Path("api"), ApiKeyEntry.FileName);

    private string Key(ApiRole role) => ApiKeyEntry.Read(KeyFile).Single(entry => entry.Role == role).Key;

    private async Task<bool> IsHealthyAsync(Uri host)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(host, "health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!await holds())
        {
            if (timeout.IsCancellationRequested)
                throw new TimeoutException($"It did not come that {what}.\n{string.Join('\n', log)}");
            await Task.Delay(200);
        }
    }
}

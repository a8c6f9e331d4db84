using System.Text.Json;
using Huracan.Api.Metrics;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Metrics;

public class MetricsTests(WithHost<MetricsTests>.Shared shared) : WithHost<MetricsTests>(shared)
{
    private static readonly UnitId Coin = new("AUSDT", Timeframe.H1);

    [Fact]
    public void Figures_are_written_as_Prometheus_reads_them()
    {
        var page = new PrometheusText();

        page.Family("a_total", "counter", "two\nlines \\").Sample("", 3).Sample(PrometheusText.Labels(("name", "x\"y\\z\n")), double.PositiveInfinity);
        page.Family("h", "histogram", "a histogram").Histogram(PrometheusText.Labels(("k", "v")), [1, 2.5], [2, 1], 7.5, 4);

        Assert.Equal(
            """
            # HELP a_total two\nlines \\
            # TYPE a_total counter
            a_total 3
            a_total{name="x\"y\\z\n"} +Inf
            # HELP h a histogram
            # TYPE h histogram
            h_bucket{k="v",le="1"} 2
            h_bucket{k="v",le="2.5"} 3
            h_bucket{k="v",le="+Inf"} 4
            h_sum{k="v"} 7.5
            h_count{k="v"} 4

            """,
            page.ToString(), ignoreLineEndingDifferences: true);
    }

    [PostgresFact]
    public async Task Work_in_the_cluster_shows_in_the_figures()
    {
        var host = await HostAsync();
        var runId = await Seed.QueuedAsync(host, Coin, new UnitId("BUSDT", Timeframe.H1));
        await Eventually.ThatAsync(async () => (await host.Reader.GetStringAsync("/metrics")).Contains("huracan_units_open{state=\"QUEUED\"} 2\n", StringComparison.Ordinal));

        var machine = new UnitMachine(new UnitTiming());
        var units = host.Get<UnitTable>();
        var key = new UnitKey(runId, Coin);
        await units.ChangeAsync(key, unit => machine.Claim(unit, "silo-1", "cpu", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await units.ChangeAsync(
            key, unit => machine.Advance(unit, 1, UnitState.Finalizing, 0.5, "best epoch 1: train 1.0 validation 1.0 5000/s", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await units.ChangeAsync(key, unit => machine.Fail(unit, 1, "it broke", transient: false, TimeProvider.System.GetUtcNow()), CancellationToken.None);

        await Eventually.ThatAsync(async () =>
        {
            var page = await host.Reader.GetStringAsync("/metrics");
            return page.Contains("huracan_units_ended_total{state=\"FAILED\"} 1\n", StringComparison.Ordinal)
                && page.Contains("huracan_unit_state_time_seconds_count{state=\"FINALIZING\"} 1\n", StringComparison.Ordinal)
                && page.Contains("huracan_training_rate_samples_sum 5000\n", StringComparison.Ordinal)
                && page.Contains("huracan_queue_depth 1\n", StringComparison.Ordinal)
                && page.Contains("huracan_unit_faults_total 1\n", StringComparison.Ordinal);
        });
    }

    [PostgresFact]
    public async Task Requests_are_counted_by_route_and_not_by_address()
    {
        var host = await HostAsync();
        foreach (var coin in new[] { "AUSDT", "BUSDT", "CUSDT" })
            await host.Reader.GetAsync($"/models/{coin}/1h");

        var page = await host.Reader.GetStringAsync("/metrics");

        Assert.Contains("http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"404\",http_route=\"/models/{coin}/{timeframe}\"} 3\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("BUSDT", page, StringComparison.Ordinal);
        Assert.Contains("huracan_cache_reads_total{kind=\"model\",found=\"miss\"} 3\n", page, StringComparison.Ordinal);
    }

    [PrometheusFact]
    public async Task Promtool_finds_nothing_to_say()
    {
        var host = await HostAsync();
        await Seed.ScoredAsync(host);

        var (code, output) = await ServerProcess.RunAsync("promtool", await host.Reader.GetStringAsync("/metrics"), "check", "metrics");

        Assert.Equal((0, ""), (code, output));
    }

    [PrometheusFact]
    public async Task Prometheus_scrapes_the_page()
    {
        var host = await HostAsync();
        using var folder = new TemporaryFolder();
        var key = folder.Write("key", host.KeyOf(ApiRole.Reader));
        var config = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: huracan
                authorization: { credentials_file: {{key}} }
                static_configs: [ { targets: ["{{host.Address.Authority}}"] } ]
            """);
        var port = ServerProcess.FreePort();
        using var prometheus = await ServerProcess.StartAsync(
            "prometheus", port, $"--config.file={config}", $"--storage.tsdb.path={folder["data"]}", $"--web.listen-address=127.0.0.1:{port}");
        using var client = new HttpClient();

        await Eventually.ThatAsync(async () =>
        {
            using var answer = await client.GetAsync($"http://127.0.0.1:{port}/api/v1/query?query=huracan_database_up");
            if (!answer.IsSuccessStatusCode)
                return false;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var found = json.RootElement.GetProperty("data").GetProperty("result");
            return found.GetArrayLength() == 1 && found[0].GetProperty("value")[1].GetString() == "1";
        });
    }
}

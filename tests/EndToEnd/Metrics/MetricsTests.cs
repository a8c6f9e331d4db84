using System.Diagnostics;
using System.Text.RegularExpressions;
using Huracan.Tests.Telemetry;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>Panels, rules and documentation beside what a real Prometheus reads off real hosts.</summary>
public sealed partial class MetricsTests(MetricsTests.Shared shared) : IClassFixture<MetricsTests.Shared>
{
    // As Prometheus 3 asks.
    private const string Utf8 = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [PrometheusFact]
    public async Task Every_panel_shows_data()
    {
        var prometheus = (await shared.Cluster.Value).Prometheus;
        var targets = GrafanaDashboard.Targets();
        Assert.True(targets.Count > 20);
        await SoundAsync(async faults =>
        {
            foreach (var target in targets)
            {
                faults.AddRange(await PromQl.FaultsAsync(prometheus, target.Expression));
                var series = await prometheus.QueryAsync(target.Expression);
                if (series.Count == 0)
                    faults.Add($"{target.Panel}: {target.Expression} shows nothing");
                foreach (var label in target.Labels.Where(label => !series.Any(labels => labels.ContainsKey(label))))
                    faults.Add($"{target.Panel}: {target.Expression} has no label {label} for the legend");
            }
        });
    }

    [PrometheusFact]
    public async Task Every_rule_is_evaluated_and_reads_what_is_there()
    {
        var prometheus = (await shared.Cluster.Value).Prometheus;
        var written = Directory.GetFiles(PrometheusServer.Folder, "*.rules.yml").Sum(file => Rules().Count(File.ReadAllText(file)));
        Assert.Equal(written, (await prometheus.RulesAsync()).Count);
        await SoundAsync(async faults =>
        {
            foreach (var rule in await prometheus.RulesAsync())
            {
                var name = rule.GetProperty("name").GetString()!;
                faults.AddRange(await PromQl.FaultsAsync(prometheus, rule.GetProperty("query").GetString()!));
                if (rule.GetProperty("health").GetString() != "ok")
                    faults.Add($"{name}: {rule.GetRawText()}");
                if (rule.GetProperty("type").GetString() == "recording" && (await prometheus.QueryAsync(name)).Count == 0)
                    faults.Add($"{name}: nothing is recorded");
                if (rule.TryGetProperty("state", out var state) && state.GetString() != "inactive")
                    faults.Add($"{name}: {state} though all is well");
            }
        });
    }

    [PrometheusFact]
    public async Task What_is_not_there_is_found()
    {
        var prometheus = (await shared.Cluster.Value).Prometheus;
        Assert.EndsWith(
            "no metric huracan_gone", await FaultAsync("sum by (job) (rate(huracan_gone[5m])) > 0.5 and up"), StringComparison.Ordinal);
        Assert.EndsWith("up has no label gone", await FaultAsync("""up{gone="x"} == 0"""), StringComparison.Ordinal);
        Assert.EndsWith("""no series up{job="gone"}""", await FaultAsync("""up{job="gone"}"""), StringComparison.Ordinal);
        Assert.Contains("parse error", await FaultAsync("sum(up"), StringComparison.Ordinal);

        async Task<string> FaultAsync(string expression) => Assert.Single(await PromQl.FaultsAsync(prometheus, expression));
    }

    [PrometheusFact]
    public async Task Counters_begin_at_zero()
    {
        var prometheus = (await shared.Cluster.Value).Prometheus;
        foreach (var counter in new[] { "huracan_silo_claims_total", "huracan_silo_epochs_total", "huracan_units_ended_total" })
            Assert.NotEmpty(await prometheus.QueryAsync($"min_over_time({counter}[10m]) == 0 and max_over_time({counter}[10m]) > 0"));
    }

    [PrometheusFact]
    public async Task A_run_is_one_trace_from_its_request_to_the_stages_of_its_units()
    {
        var cluster = await shared.Cluster.Value;
        string[] expected = ["IRunGrain/PlanAsync", "unit BTCUSDT/5m", "stage final", "stage backtest"];
        await SoundAsync(faults =>
        {
            var spans = cluster.Spans();
            var request = Assert.Single(spans, span => span is { Name: "POST /runs/", Parent: "" });
            var trace = spans.Where(span => span.Trace == request.Trace).ToDictionary(span => span.Id);
            foreach (var name in expected)
            {
                var named = trace.Values.Where(span => span.Name == name).ToList();
                if (named.Count == 0)
                    faults.Add($"no span {name} below {request.Name}: {string.Join(", ", trace.Values.Select(span => span.Name))}");
                faults.AddRange(named.Where(span => !LeadsTo(request, span, trace)).Select(span => $"{name} leads elsewhere"));
            }
            return Task.CompletedTask;
        });
    }

    [PrometheusFact]
    public async Task The_documentation_lists_what_the_hosts_measure()
    {
        var cluster = await shared.Cluster.Value;
        foreach (var host in cluster.Hosts.Keys)
        {
            var page = new MetricsPage(await cluster.PageAsync(host));
            var documented = DocumentedMetric.All().Where(metric => metric.IsOf(host)).ToLookup(metric => metric.IsFamily);
            Assert.Equal(
                documented[false].Select(metric => metric.Text).Order(StringComparer.Ordinal),
                page.Metrics.Where(metric => metric.StartsWith("huracan_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.All(documented[true], family =>
                Assert.Contains(page.Metrics, metric => metric.StartsWith(family.Prefix, StringComparison.Ordinal)));
        }
    }

    [PrometheusFact]
    public async Task Promtool_accepts_the_page_of_every_host()
    {
        var cluster = await shared.Cluster.Value;
        foreach (var host in cluster.Hosts.Keys)
            Assert.Equal((0, ""), await CheckAsync(WithoutOrleans(await cluster.PageAsync(host))));
    }

    [PrometheusFact]
    public async Task Who_asks_for_dots_in_names_gets_the_same_names()
    {
        var cluster = await shared.Cluster.Value;
        foreach (var host in cluster.Hosts.Keys)
            Assert.DoesNotMatch(@"(?m)^(# \w+ )?\{?""?\w+\.\w+", await cluster.PageAsync(host, Utf8));
    }

    // Whether the spans above this one end in the root.
    private static bool LeadsTo(Span root, Span span, Dictionary<string, Span> trace)
    {
        while (span != root && trace.TryGetValue(span.Parent, out var parent))
            span = parent;
        return span == root;
    }

    // A scrape that comes too late on a busy machine takes a host's series away until the next one.
    private static async Task SoundAsync(Func<List<string>, Task> look)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(500))
        {
            List<string> faults = [];
            await look(faults);
            if (faults.Count == 0)
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Timeout, string.Join('\n', faults));
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^(# (TYPE|HELP|UNIT) )?orleans_")]
    private static partial System.Text.RegularExpressions.Regex OrleansMetric();

    // Orleans' own metrics have no help texts, and milliseconds.
    private static string WithoutOrleans(string page) => string.Join(
        '\n', page.Split('\n').Where(line => !OrleansMetric().IsMatch(line)));

    private static async Task<(int ExitCode, string Output)> CheckAsync(string page)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("promtool does not start.");
        await promtool.StandardInput.WriteAsync(page);
        promtool.StandardInput.Close();
        var output = await Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, string.Concat(output));
    }

    [GeneratedRegex(@"(?m)^\s+- (?:alert|record): ")]
    private static partial Regex Rules();

    /// <summary>One cluster for all of these, started by the first that needs it.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal Lazy<Task<MonitoredCluster>> Cluster { get; } = new(MonitoredCluster.StartAsync);

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (Cluster.IsValueCreated)
                await (await Cluster.Value).DisposeAsync();
        }
    }
}

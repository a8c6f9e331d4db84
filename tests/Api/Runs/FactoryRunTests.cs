using System.Text;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Runs;

public class FactoryRunTests(WithHost<FactoryRunTests>.Shared shared) : WithHost<FactoryRunTests>(shared)
{
    private const string Body = """
        {"kind": "factory", "source": null, "timeframes": ["1h"], "horizons": ["4h"], "priority": 7, "risk_preset": "conservative",
         "universe": {"min_liquidity_gbp": 0, "min_history_days": 30},
         "run": {"timeframes": ["1h"], "models": ["xgboost"], "simulation": {"coins": 2, "bars": 3000, "timeframe": "1h", "seed": 9}}}
        """;

    [PostgresFact]
    public async Task A_factorys_run_has_the_units_of_its_universe_and_keeps_its_settings()
    {
        var host = await HostAsync();

        using var answer = await PostAsync(host, Body, "factory-1");
        using var again = await PostAsync(host, Body, "factory-1");
        using var other = await PostAsync(host, Body.Replace("conservative", "balanced", StringComparison.Ordinal), "factory-1");

        var run = await ApiHost.ReadAsync<RunView>(answer);
        Assert.Equal((201, 200, RunKind.Factory), ((int)answer.StatusCode, (int)again.StatusCode, run.Kind));
        await ApiHost.ProblemAsync(other, 409);
        Assert.Equal(3, run.Units[UnitState.Queued]); // two simulated coins and Bitcoin
        var stored = (await host.Get<RunTable>().FindAsync(run.RunId, CancellationToken.None))!;
        var factory = YamlFile.Parse<FactoryRequest>(stored.Factory!, "the run");
        Assert.Equal(
            (RiskPreset.Conservative, 0.01, 30), (factory.RiskPreset, factory.PromotionAtRisk.Alpha, factory.Universe.MinHistoryDays));
        Assert.Equal((0.02, 10), (factory.Universe.MaxEmptyShare, factory.KeepVersions)); // as config/factory.yaml has them
        var options = YamlFile.Parse<RunOptions>(stored.Config, "the run");
        Assert.Equal((0.01, "4h"), (options.Evidence.FalseDiscoveryRate, options.HorizonTimes.Single().ToString()));
        var early = await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{run.RunId}/factory"), 404);
        Assert.Contains("no report yet", early.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{run.RunId}/factory/report"), 404);
    }

    [PostgresFact]
    public async Task The_same_settings_are_taken_as_yaml()
    {
        var host = await HostAsync();
        using var yaml = new StringContent(
            """
            kind: factory
            source: null
            timeframes: [1h]
            horizons: [1h]
            universe: {min_liquidity_gbp: 0, min_history_days: 30}
            run:
              timeframes: [1h]
              models: [xgboost]
              simulation: {coins: 1, bars: 3000, timeframe: 1h}
            """,
            Encoding.UTF8, "application/yaml");

        using var answer = await host.Operator.PostAsync("/runs", yaml);

        Assert.Equal(RunKind.Factory, (await ApiHost.ReadAsync<RunView>(answer)).Kind);
    }

    [PostgresTheory]
    [InlineData("\"min_history_days\": 30", "\"min_history_dayss\": 30", "min_history_dayss")]
    [InlineData("\"conservative\"", "\"reckless\"", "risk_preset")]
    [InlineData("\"min_liquidity_gbp\": 0", "\"min_liquidity_gbp\": 1e14", "min_liquidity_gbp")]
    [InlineData("\"source\": null", "\"source\": null, \"compare_source\": \"/nowhere\"", "compare_source is /nowhere")]
    [InlineData("\"priority\": 7", "\"priority\": 7000", "priority")]
    [InlineData("\"xgboost\"", "\"forest\"", "no model family 'forest'")]
    public async Task Wrong_keys_and_values_are_refused_by_name(string good, string bad, string word)
    {
        var host = await HostAsync();

        using var answer = await PostAsync(host, Body.Replace(good, bad, StringComparison.Ordinal));

        Assert.Contains(word, (await ApiHost.ProblemAsync(answer, 400)).GetRawText(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_plain_run_has_no_report_of_the_factory_and_may_name_its_kind()
    {
        var host = await HostAsync();
        const string plain = """
            {"kind": "run", "timeframes": ["1h"], "models": ["xgboost"], "coins": ["SIM001USDT"], "simulated_bars": 3000}
            """;

        using var answer = await PostAsync(host, plain);
        using var wrong = await PostAsync(host, plain.Replace("\"run\"", "\"plant\"", StringComparison.Ordinal));

        var run = await ApiHost.ReadAsync<RunView>(answer);
        Assert.Equal(RunKind.Run, run.Kind);
        var detail = (await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{run.RunId}/factory"), 404)).GetProperty("detail");
        Assert.Contains("no factory", detail.GetString(), StringComparison.Ordinal);
        Assert.Contains("'plant'", (await ApiHost.ProblemAsync(wrong, 400)).GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiHost host, string body, string? key = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/runs")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
            message.Headers.Add("Idempotency-Key", key);
        return await host.Operator.SendAsync(message);
    }
}

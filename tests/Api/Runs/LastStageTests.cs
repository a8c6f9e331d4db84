using System.Text;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Runs;

public class LastStageTests(WithHost<LastStageTests>.Shared shared) : WithHost<LastStageTests>(shared)
{
    private static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_run_that_ends_with_its_best_models_is_finished_without_score_action_and_thresholds()
    {
        var host = await HostAsync();
        var run = await ApiHost.ReadAsync<RunView>(await PostAsync(host, "last_stage=best", "one"));

        await EndAsync(host, run.RunId);

        var ended = await host.GetAsync<RunView>($"/runs/{run.RunId}");
        Assert.Equal((RunState.Finished, LastStage.Best, 1), (ended.State, ended.LastStage, ended.Units[UnitState.Trained]));
        var summary = await host.GetAsync<RunSummary>($"/runs/{run.RunId}/summary");
        var unit = Assert.Single(summary.Units);
        Assert.Equal((UnitStatus.Done, "best is done.", null, null), (unit.Status, unit.Reason, unit.Score, unit.Action));
        Assert.Empty(summary.Actions);
        Assert.Null(await host.Get<ConclusionTable>().ThresholdsAsync(run.RunId, Unit.Timeframe, CancellationToken.None));
        Assert.Null(await host.Get<ModelTable>().FindAsync(new UnitKey(run.RunId, Unit), CancellationToken.None));
        Assert.Empty(await host.Get<OpenedTestTable>().OfUnitAsync(Unit, CancellationToken.None));
        var page = await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{run.RunId}/report"), 404);
        Assert.Contains("ended before the test parts", page.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var retry = await host.Operator.PostAsync($"/runs/{run.RunId}/units/{Unit}/retry", null);
        await ApiHost.ProblemAsync(retry, 409); // there is nothing to try again
    }

    [PostgresFact]
    public async Task The_stage_is_part_of_what_an_idempotency_key_stands_for()
    {
        var host = await HostAsync();

        var best = await ApiHost.ReadAsync<RunView>(await PostAsync(host, "last_stage=best", "two", seed: 3));
        var same = await ApiHost.ReadAsync<RunView>(await PostAsync(host, "last_stage=best", "two", seed: 3));

        Assert.Equal(best.RunId, same.RunId);
        await ApiHost.ProblemAsync(await PostAsync(host, "", "two", seed: 3), 409);
        var whole = await ApiHost.ReadAsync<RunView>(await PostAsync(host, "last_stage=backtest", "three", seed: 2));
        Assert.Equal(LastStage.Backtest, whole.LastStage);
        Assert.Equal(whole.RunId, (await ApiHost.ReadAsync<RunView>(await PostAsync(host, "", "three", seed: 2))).RunId);
        var json = await host.Operator.PostAsync(
            "/runs?last_stage=best", ApiHost.Json(new RunRequest { SimulatedCoins = 1, Coins = [Unit.Coin], Timeframes = ["1h"] }));
        Assert.Equal(LastStage.Best, (await ApiHost.ReadAsync<RunView>(json)).LastStage);
    }

    [PostgresFact]
    public async Task Where_no_run_can_end_is_refused()
    {
        var host = await HostAsync();

        var other = await ApiHost.ProblemAsync(await PostAsync(host, "last_stage=final", "four"), 400);
        using var factory = new StringContent(
            "kind: factory\nsource: null\ntimeframes: [1h]\nhorizons: [4h]\nuniverse: {min_liquidity_gbp: 0, min_history_days: 30}\n"
                + "run:\n  models: [xgboost]\n  simulation: {coins: 1, bars: 3000, timeframe: 1h}\n",
            Encoding.UTF8, "application/yaml");
        var contends = await ApiHost.ProblemAsync(await host.Operator.PostAsync("/runs?last_stage=best", factory), 400);

        Assert.Equal("'final' must be 'best' or 'backtest'.", Error(other));
        Assert.Contains("a factory's contend by it", Error(contends), StringComparison.Ordinal);

        static string? Error(System.Text.Json.JsonElement problem) =>
            problem.GetProperty("errors").GetProperty("last_stage")[0].GetString();
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiHost host, string query, string key, int seed = 1)
    {
        var yaml = $"coins: [{Unit.Coin}]\ntimeframes: [1h]\nmodels: [xgboost]\nseed: {seed}\nsimulation: {{coins: 1, bars: 3000}}\n";
        var request = new HttpRequestMessage(HttpMethod.Post, $"/runs?{query}")
        {
            Content = new StringContent(yaml, Encoding.UTF8, "application/yaml"),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await host.Operator.SendAsync(request);
    }

    private static async Task EndAsync(ApiHost host, string runId)
    {
        var (key, now) = (new UnitKey(runId, Unit), TimeProvider.System.GetUtcNow());
        await host.Get<UnitTable>().ChangeAsync(key, unit => UnitMachine.Claim(unit, Seed.Owner, "cpu", now), CancellationToken.None);
        var result = new UnitResult(Unit.Coin, Unit.Timeframe, UnitStatus.Done, "best is done.", "") { IsUnscored = true };
        await host.Get<Database>().TransactAsync(
            connection => ModelTable.FinishAsync(connection, key, 1, result, now, CancellationToken.None), CancellationToken.None);
        await host.Get<ConclusionTable>().TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
    }
}

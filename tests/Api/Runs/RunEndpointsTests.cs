using System.Diagnostics;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Runs;

public class RunEndpointsTests(WithHost<RunEndpointsTests>.Shared shared) : WithHost<RunEndpointsTests>(shared)
{
    private static readonly UnitId Coin = new("SIM001USDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_created_run_has_its_units_and_is_found_at_the_location()
    {
        var host = await HostAsync();

        using var answer = await PostAsync(host, Request(seed: 1) with { SimulatedCoins = 3, Coins = null, Timeframes = ["1h", "4h"] });
        var run = await ApiHost.ReadAsync<RunView>(answer);

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal(RunState.Running, run.State);
        Assert.Equal(8, run.Units[UnitState.Queued]); // three simulated coins and Bitcoin, two timeframes
        Assert.Equal(run.RunId, (await host.GetAsync<RunView>(answer.Headers.Location!.ToString())).RunId);
        var units = await host.GetAsync<Page<UnitView>>($"/runs/{run.RunId}/units");
        Assert.Equal(
            ["BTCUSDT/1h", "BTCUSDT/4h", "SIM001USDT/1h", "SIM001USDT/4h"],
            units.Items.Take(4).Select(unit => $"{unit.Coin}/{unit.Timeframe}"));
    }

    [PostgresFact]
    public async Task A_run_keeps_the_trace_of_its_request()
    {
        var host = await HostAsync();
        using var activity = new Activity("a test").Start(); // HttpClient sends its trace along

        using var answer = await PostAsync(host, Request(seed: 77));
        var run = await ApiHost.ReadAsync<RunView>(answer);
        var stored = await host.Get<RunTable>().FindAsync(run.RunId, CancellationToken.None);

        Assert.StartsWith($"00-{activity.TraceId}-", stored!.TraceParent, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_empty_file_of_settings_is_no_request()
    {
        var host = await HostAsync();
        using var nothing = new StringContent(" ", System.Text.Encoding.UTF8, "application/yaml");

        using var answer = await host.Operator.PostAsync("/runs", nothing);

        Assert.Contains("empty", (await ApiHost.ProblemAsync(answer, 400)).GetRawText(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_repeated_request_with_one_key_creates_one_run_and_a_different_one_is_refused()
    {
        var host = await HostAsync();
        var request = Request(seed: 2);

        using var first = await PostAsync(host, request, "once");
        using var second = await PostAsync(host, request, "once");
        using var other = await PostAsync(host, request with { Epochs = 3 }, "once");

        Assert.Equal((201, 200), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal((await ApiHost.ReadAsync<RunView>(first)).RunId, (await ApiHost.ReadAsync<RunView>(second)).RunId);
        await ApiHost.ProblemAsync(other, 409);
    }

    [PostgresFact]
    public async Task Many_identical_concurrent_requests_create_one_run()
    {
        var host = await HostAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(host, Request(seed: 3), "race")));

        Assert.Single(answers, answer => (int)answer.StatusCode == 201);
        Assert.Equal(11, answers.Count(answer => (int)answer.StatusCode == 200));
        Assert.Single((await Task.WhenAll(answers.Select(ApiHost.ReadAsync<RunView>))).Select(run => run.RunId).Distinct());
    }

    [PostgresFact]
    public async Task All_errors_of_a_request_are_reported_at_once()
    {
        var host = await HostAsync();

        using var shapes = await PostAsync(
            host, new RunRequest { Coins = ["a/b", "BTCUSDT"], Timeframes = ["7x"], Source = "relative", Priority = 5000 }, "two words");
        using var values = await PostAsync(
            host,
            new RunRequest
            {
                Coins = ["NOUSDT"],
                Models = ["forest"],
                Epochs = 0,
                Patience = -1,
                From = "yesterday",
                To = "tomorrow",
                Labels = "up",
                Device = "tpu",
                Horizons = [0],
                MinScore = 101,
            });

        using var brought = await PostAsync(host, new RunRequest { Models = ["onnx"] });

        var graph = (await ApiHost.ProblemAsync(brought, 400)).GetProperty("errors").GetProperty("models")[0].GetString();
        Assert.Contains("does not travel with a request", graph, StringComparison.Ordinal);
        var first = (await ApiHost.ProblemAsync(shapes, 400))
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(["Idempotency-Key", "coins", "priority", "source", "timeframes"], first);
        var second = (await ApiHost.ProblemAsync(values, 400)).GetProperty("errors");
        foreach (var name in new[] { "epochs", "patience", "min_score", "from", "to", "labels", "device", "horizons" })
            Assert.True(second.TryGetProperty(name, out _), name);
        Assert.Equal("'device' is 'tpu'; it must be one of auto, cpu, cuda.", second.GetProperty("device")[0].GetString());
        var rest = string.Join('\n', second.GetProperty("request").EnumerateArray().Select(line => line.GetString()));
        Assert.Contains("No candles of NOUSDT", rest, StringComparison.Ordinal);
        Assert.Contains("no model family 'forest'", rest, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_request_with_a_search_is_refused_with_the_requests_own_names()
    {
        var host = await HostAsync();

        using var good = await PostAsync(host, Request(seed: 4) with { Trials = 12, SearchTimeout = 600, TopN = 2, ExtendEpochs = 7 });
        using var withoutTrials = await PostAsync(host, Request(seed: 6) with { SearchTimeout = 600 });
        using var bad = await PostAsync(
            host, Request(seed: 5) with { Trials = -1, SearchTimeout = 0, TopN = 101, ExtendEpochs = 0, Epochs = 0 });

        var stored = await host.Get<RunTable>().FindAsync((await ApiHost.ReadAsync<RunView>(good)).RunId, CancellationToken.None);
        var search = YamlFile.Parse<RunOptions>(stored!.Config, "the run").Search; // it was made
        Assert.Equal((12, 600, 2, 7), (search.Trials, search.Timeout, search.TopN, search.ExtendEpochs));
        var errors = (await ApiHost.ProblemAsync(bad, 400))
            .GetProperty("errors")
            .EnumerateObject()
            .ToDictionary(error => error.Name, error => error.Value[0].GetString()!);
        Assert.Equal(["epochs", "extend_epochs", "search_timeout", "top_n", "trials"], errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("it must be at least 0 and at most 100000", errors["trials"], StringComparison.Ordinal);
        Assert.Contains(
            "ask for one with 'trials'", (await ApiHost.ProblemAsync(withoutTrials, 422)).GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("{\"epoch\": 3}", "epoch")]
    [InlineData("{\"epochs\": \"three\"}", "epochs")]
    [InlineData("{\"epochs\": 3, \"epochs\": 4}", "epochs")]
    [InlineData("{", "line 1")]
    [InlineData("[]", "line 1")]
    public async Task An_invalid_body_is_refused_with_its_position(string body, string place)
    {
        var host = await HostAsync();

        using var answer = await host.Operator.PostAsync("/runs", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Contains(place, (await ApiHost.ProblemAsync(answer, 400)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Runs_come_in_pages_the_latest_first()
    {
        var host = await HostAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Add(await Seed.QueuedAsync(host, Coin));

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await host.GetAsync<Page<RunView>>($"/runs?limit=2{(after is null ? "" : $"&after={after}")}");
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(run => run.RunId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Empty(made.Except(seen));
    }

    [PostgresFact]
    public async Task An_unchanged_answer_is_not_sent_again()
    {
        var host = await HostAsync();
        var runId = await Seed.QueuedAsync(host, Coin);
        var first = await host.Reader.GetAsync($"/runs/{runId}");
        Assert.True(first.Headers.ETag!.IsWeak);

        var same = await AskAsync();
        await host.Operator.PostAsync($"/runs/{runId}/pause", null);
        var changed = await AskAsync();

        Assert.Equal(304, (int)same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(200, (int)changed.StatusCode);

        Task<HttpResponseMessage> AskAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/runs/{runId}");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return host.Reader.SendAsync(request);
        }
    }

    [PostgresFact]
    public async Task A_run_is_paused_resumed_and_cancelled()
    {
        var host = await HostAsync();
        var runId = await Seed.QueuedAsync(host, Coin);

        Assert.Equal(RunState.Paused, (await ControlAsync("pause")).State);
        Assert.Equal("PAUSE", (await host.GetAsync<UnitView>($"/runs/{runId}/units/SIM001USDT/1h")).DesiredState);
        Assert.Equal(RunState.Running, (await ControlAsync("resume")).State);
        Assert.Equal(1, (await ControlAsync("cancel")).Units[UnitState.Cancelled]);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync($"/runs/{runId}/pause", null), 409);

        async Task<RunView> ControlAsync(string verb) =>
            await ApiHost.ReadAsync<RunView>(await host.Operator.PostAsync($"/runs/{runId}/{verb}", null));
    }

    [PostgresFact]
    public async Task Only_a_finished_run_has_a_summary_and_a_page()
    {
        var host = await HostAsync();
        var runId = await Seed.QueuedAsync(host, Coin);
        var early = (await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{runId}/summary"), 404))
            .GetProperty("detail")
            .GetString();

        await Seed.EndAsync(host, new UnitKey(runId, Coin), UnitStatus.Skipped, "no candles");
        var summary = await host.GetAsync<RunSummary>($"/runs/{runId}/summary");

        Assert.Contains("it is Running", early, StringComparison.Ordinal);
        Assert.Equal((0, 1, 0), (summary.Done, summary.Skipped, summary.Failed));
        Assert.Equal("no candles", summary.Units.Single().Reason);
        using var page = await host.Reader.GetAsync($"/runs/{runId}/report");
        Assert.Contains("no candles", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var waiting = await Seed.QueuedAsync(host, Coin);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync($"/runs/{waiting}/report"), 404);
    }

    [PostgresFact]
    public async Task A_runs_page_has_its_units_their_costs_regimes_and_data_and_may_run_no_script()
    {
        var host = await HostAsync();
        var runId = await Seed.ScoredAsync(host);

        using var page = await host.Reader.GetAsync($"/runs/{runId}/report");

        Assert.Equal((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var text = await page.Content.ReadAsStringAsync();
        var unit = (await host.GetAsync<RunSummary>($"/runs/{runId}/summary")).Units.Single();
        Assert.Contains($"<h1>Run {runId}</h1>", text, StringComparison.Ordinal);
        var link = $"units/{unit.Unit}/files/{unit.Unit}/report.html";
        Assert.Contains(
            $"<td><a href=\"{link}\">{unit.Unit}</a></td><td>{unit.Action!.Value.Text()}</td>", text, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await host.Reader.GetAsync($"/runs/{runId}/{link}")).StatusCode);
        Assert.Contains($"<td>{unit.Unit}</td><td>taker</td>", text, StringComparison.Ordinal); // from its report
        Assert.Contains("Regime map of the test parts", text, StringComparison.Ordinal);
        Assert.Contains($"<td>{unit.Unit}</td><td>simulator</td>", text, StringComparison.Ordinal); // from the data's report
    }

    private static RunRequest Request(ulong seed) =>
        new() { Coins = ["SIM001USDT"], Timeframes = ["1h"], Models = ["xgboost"], SimulatedBars = 3000, Seed = seed };

    private static async Task<HttpResponseMessage> PostAsync(ApiHost host, RunRequest request, string? key = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/runs") { Content = ApiHost.Json(request) };
        if (key is not null)
            message.Headers.Add("Idempotency-Key", key);
        return await host.Operator.SendAsync(message);
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Reports;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Units;

public class UnitEndpointsTests(WithHost<UnitEndpointsTests>.Shared shared) : WithHost<UnitEndpointsTests>(shared)
{
    private static readonly UnitId Other = new("OTHERUSDT", Timeframe.H4);

    [PostgresFact]
    public async Task Units_come_in_pages_by_coin_and_timeframe()
    {
        var host = await HostAsync();
        UnitId[] units = [
            .. from coin in new[] { "AUSDT", "BUSDT", "CUSDT" } from timeframe in new[]
            {
                Timeframe.M15, Timeframe.H1,
            } select new UnitId(coin, timeframe)
        ];
        var runId = await Seed.QueuedAsync(host, units);

        var first = await host.GetAsync<Page<UnitView>>($"/runs/{runId}/units?limit=4");
        var second = await host.GetAsync<Page<UnitView>>($"/runs/{runId}/units?limit=4&after={first.Next}");

        Assert.Equal(units, first.Items.Concat(second.Items).Select(unit => new UnitId(unit.Coin, unit.Timeframe)));
        Assert.Null(second.Next);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/runs/20200101T000000Z-00000000/units"), 404);
    }

    [PostgresFact]
    public async Task A_failed_unit_can_be_retried_and_a_scored_one_cannot()
    {
        var host = await HostAsync();
        var failed = new UnitKey(await Seed.QueuedAsync(host, Other), Other);
        await Seed.EndAsync(host, failed, UnitStatus.Failed, "it broke");

        var again = await ApiHost.ReadAsync<UnitView>(
            await host.Operator.PostAsync($"/runs/{failed.RunId}/units/OTHERUSDT/4h/retry", null));
        using var twice = await host.Operator.PostAsync("/units/OTHERUSDT/4h/retry", null);
        await Seed.EndAsync(host, failed, UnitStatus.Failed, "it broke again");
        var latest = await ApiHost.ReadAsync<UnitView>(await host.Operator.PostAsync("/units/OTHERUSDT/4h/retry", null));

        Assert.Equal(UnitState.Queued, again.State);
        await ApiHost.ProblemAsync(twice, 409);
        Assert.Equal((failed.RunId, UnitState.Queued), (latest.RunId, latest.State));
        await ApiHost.ProblemAsync(await host.Operator.PostAsync("/units/NONEUSDT/4h/retry", null), 404);
    }

    [PostgresFact]
    public async Task The_history_of_a_unit_is_the_latest_first_in_pages()
    {
        var host = await HostAsync();
        var unit = new UnitId("HISTUSDT", Timeframe.H1);
        string[] runs = [await Seed.QueuedAsync(host, unit), await Seed.QueuedAsync(host, unit), await Seed.QueuedAsync(host, unit)];

        var first = await host.GetAsync<Page<UnitView>>("/units/HISTUSDT/1h?limit=2");
        var second = await host.GetAsync<Page<UnitView>>($"/units/HISTUSDT/1h?limit=2&after={first.Next}");

        Assert.Equal(runs.Reverse(), first.Items.Concat(second.Items).Select(view => view.RunId));
    }

    [PostgresFact]
    public async Task The_record_of_a_unit_has_what_its_grain_keeps_over_all_runs()
    {
        var host = await HostAsync();
        var unit = new UnitId("RECUSDT", Timeframe.H1);
        var runId = await Seed.QueuedAsync(host, unit);
        var before = await host.GetAsync<UnitHistory>("/units/RECUSDT/1h/record");
        var grain = host.Get<IClusterClient>().GetGrain<IUnitGrain>($"{unit}");
        var claimed = (await grain.StartAsync(runId, Seed.Owner, "cpu"))!;
        await grain.RecordSearchAsync(claimed.Token, new SearchHistory(runId, $"{unit}/mlp/h4", 2, 1, 0, [new BestTrial(1, 0.25)]));
        await grain.ReportAsync(runId, claimed.Token, new UnitProgress(UnitState.Backtesting, 0.9, null));

        var record = await host.GetAsync<UnitHistory>("/units/RECUSDT/1h/record");

        Assert.Empty(before.Searches);
        Assert.Equal(
            (2, 1, new BestTrial(1, 0.25)), record.Searches.Select(search => (search.Complete, search.Pruned, search.Best[0])).Single());
        Assert.Equal((runId, claimed.Token), record.TestOpenings.Select(opening => (opening.RunId, opening.Token)).Single());
        Assert.Null(record.Serving);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/NORECUSDT/1h/record"), 404);
    }

    [PostgresFact]
    public async Task The_openings_of_a_unit_are_those_of_the_record_and_paged()
    {
        var (host, path) = await ScoredAsync();
        var unit = await host.GetAsync<UnitView>(path);

        var openings = await host.GetAsync<Page<OpenedTest>>($"/units/{unit.Coin}/{unit.Timeframe}/openings?limit=1");

        var opened = Assert.Single(openings.Items);
        Assert.Equal(new UnitId(unit.Coin, unit.Timeframe), opened.Unit);
        Assert.Equal(64, opened.Specification.Length);
        Assert.NotEmpty(opened.BarMarks);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/NONEUSDT/1h/openings"), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/NONEUSDT/1h/openings?after=x"), 400);
    }

    [PostgresFact]
    public async Task The_history_of_a_unit_within_a_run_is_paged_and_has_an_ETag()
    {
        var host = await HostAsync();
        var unit = new UnitId("STEPUSDT", Timeframe.H1);
        var (first, second) = (await Seed.QueuedAsync(host, unit), await Seed.QueuedAsync(host, unit));
        await Seed.EndAsync(host, new UnitKey(first, unit), UnitStatus.Failed, "it broke");
        await host.Operator.PostAsync($"/runs/{first}/units/STEPUSDT/1h/retry", null);

        using var answer = await host.Reader.GetAsync($"/units/STEPUSDT/1h/history?run={first}&limit=2");
        var page = await ApiHost.ReadAsync<Page<UnitChange>>(answer);
        var rest = await host.GetAsync<Page<UnitChange>>($"/units/STEPUSDT/1h/history?run={first}&after={page.Next}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/units/STEPUSDT/1h/history?run={first}&limit=2");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);

        Assert.Equal(
            [(UnitState.Failed, UnitState.Queued), (UnitState.Preflight, UnitState.Failed)],
            page.Items.Select(step => (step.From, step.State)));
        Assert.Equal(
            (first, "silo-1", 1, "it broke"), (page.Items[1].RunId, page.Items[1].Owner, page.Items[1].Token, page.Items[1].Reason));
        Assert.Equal([UnitState.Preflight], rest.Items.Select(step => step.State));
        Assert.Null(rest.Next);
        Assert.Equal(304, (int)(await host.Reader.SendAsync(again)).StatusCode);
        Assert.Empty((await host.GetAsync<Page<UnitChange>>("/units/STEPUSDT/1h/history")).Items); // of the latest run, in which it waits
        Assert.Empty((await host.GetAsync<Page<UnitChange>>($"/units/STEPUSDT/1h/history?run={second}")).Items);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/STEPUSDT/1h/history?run=20200101T000000Z-00000000"), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/NOSTEPUSDT/1h/history"), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/STEPUSDT/1h/history?after=-1"), 400);
    }

    [PostgresFact]
    public async Task Files_are_listed_and_come_as_they_were_written()
    {
        var (host, path) = await ScoredAsync();
        var files = (await host.GetAsync<Page<FileView>>($"{path}/files")).Items;
        Assert.Equal(TrainedRun.Value.Files.Keys.Order(StringComparer.Ordinal), files.Select(file => file.Path));

        foreach (var file in files.Where(file =>
            file.Path.Contains("final_model/", StringComparison.Ordinal) || file.Path.EndsWith(".csv", StringComparison.Ordinal)))
        {
            using var answer = await host.Reader.GetAsync($"{path}/files/{file.Path}");
            Assert.Equal(TrainedRun.Value.Files[file.Path], await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(file.ContentType, answer.Content.Headers.ContentType!.ToString());
            Assert.Equal($"\"{file.Sha256}\"", answer.Headers.ETag!.Tag);
            using var again = new HttpRequestMessage(HttpMethod.Get, $"{path}/files/{file.Path}");
            again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag.Tag));
            Assert.Equal(304, (int)(await host.Reader.SendAsync(again)).StatusCode);
        }
        using var page = await host.Reader.GetAsync($"{path}/files/SIM001USDT/1h/report.html");
        Assert.StartsWith("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync($"{path}/files/nothing.json"), 404);
    }

    [PostgresFact]
    public async Task A_damaged_blob_is_not_sent()
    {
        var (host, path) = await ScoredAsync();
        var key = new UnitKey(path.Split('/')[2], TrainedRun.Unit);
        var file = (await host.Get<FileTable>().FindAsync(key, "SIM001USDT/1h/report.html", CancellationToken.None))!;
        await host.Get<IBlobStore>().WriteAsync(file.Blob, SHA256.HashData([1]), CancellationToken.None);

        var problem = await ApiHost.ProblemAsync(await host.Reader.GetAsync($"{path}/files/{file.Path}"), 500);

        Assert.False(problem.TryGetProperty("detail", out _));
    }

    [PostgresFact]
    public async Task Candles_are_aggregated_or_paged()
    {
        var (host, path) = await ScoredAsync();
        var candles = TrainedRun.Value.Candles;

        var whole = await host.GetAsync<CandlesView>($"{path}/candles?limit=100");
        var page = await host.GetAsync<CandlesView>($"{path}/candles?limit=10&after={candles.OpenTimes[4]}");
        var end = await host.GetAsync<CandlesView>($"{path}/candles?limit=10&after={candles.OpenTimes[^3]}");

        Assert.InRange(whole.OpenTime.Count, 50, 100);
        Assert.Equal(candles.Open[0], whole.Open[0]);
        Assert.Equal(candles.Close[^1], whole.Close[^1]);
        Assert.Equal(candles.High.ToArray().Max(), whole.High.Max());
        Assert.Equal(candles.Low.ToArray().Min(), whole.Low.Min());
        Assert.Equal(candles.Volume.ToArray().Sum(), whole.Volume.Sum(), 1e-9 * whole.Volume.Sum());
        Assert.Equal(candles.OpenTimes.Slice(5, 10).ToArray(), page.OpenTime);
        Assert.Equal(candles.Close.Slice(5, 10).ToArray(), page.Close);
        Assert.Equal(page.OpenTime[^1], page.Next);
        Assert.Equal(2, end.OpenTime.Count);
        Assert.Null(end.Next);
    }

    [PostgresFact]
    public async Task Equity_and_trades_are_those_of_the_backtest()
    {
        var (host, path) = await ScoredAsync();

        var equity = await host.GetAsync<EquityView>($"{path}/equity?limit=10000");
        var thin = await host.GetAsync<EquityView>($"{path}/equity?limit=7");
        var trades = await host.GetAsync<Page<TradeView>>($"{path}/trades?limit=500");

        Assert.Equal(7, thin.Equity.Count);
        Assert.Equal((equity.Equity[0], equity.Equity[^1], equity.Time[^1]), (thin.Equity[0], thin.Equity[^1], thin.Time[^1]));
        Assert.Equal(TrainedRun.Value.Result.Trades, trades.Items.Count);
        Assert.Equal(equity.Equity[^1] - 10_000, trades.Items.Sum(trade => trade.Pnl), 1e-6 * 10_000);
    }

    [PostgresFact]
    public async Task The_report_and_the_tried_candidates_can_be_read()
    {
        var (host, path) = await ScoredAsync();

        var report = await host.GetAsync<JsonDocument>($"{path}/report");
        var trials = await host.GetAsync<TrialsView>("/units/SIM001USDT/1h/trials");

        Assert.Equal("xgboost", report.RootElement.GetProperty("result").GetProperty("family").GetString());
        Assert.Equal(report.RootElement.GetProperty("choice").GetString(), trials.Choice);
        Assert.Equal(1, trials.Candidates.GetArrayLength());
        var importance = await host.GetAsync<ImportanceReport>($"{path}/importance");
        Assert.Equal("xgboost", importance.Family);
        Assert.NotEmpty(importance.Features);
        var elsewhere = path.Replace("SIM001USDT", "NOUSDT", StringComparison.Ordinal);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync($"{elsewhere}/importance"), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/units/NOUSDT/1h/trials"), 404);
    }

    private async Task<(ApiHost Host, string Path)> ScoredAsync()
    {
        var host = await HostAsync();
        return (host, $"/runs/{await Seed.ScoredAsync(host)}/units/SIM001USDT/1h");
    }
}

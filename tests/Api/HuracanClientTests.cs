using System.Net;
using System.Net.Sockets;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Search.Studies;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api;

/// <summary>The client of <c>Contracts</c> against the API itself: a path or a record that differs between the two fails here.</summary>
public class HuracanClientTests(WithHost<HuracanClientTests>.Shared shared) : WithHost<HuracanClientTests>(shared)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [PostgresFact]
    public async Task A_scored_unit_is_read_whole()
    {
        var client = await ClientAsync();
        var (runId, unit) = (await Seed.ScoredAsync(await HostAsync()), TrainedRun.Unit);

        Assert.Contains(await AllRunsAsync(client), run => run.RunId == runId);
        Assert.Equal(runId, (await client.RunAsync(runId, None)).RunId);
        Assert.Equal(unit.Coin, Assert.Single((await client.SummaryAsync(runId, None)).Units).Coin);
        Assert.Equal(UnitState.Scored, Assert.Single((await client.UnitsAsync(runId, null, 10, None)).Items).State);
        Assert.Equal(UnitState.Scored, (await client.UnitAsync(runId, unit, None)).State);
        Assert.Contains((await client.HistoryAsync(unit, None)).Items, view => view.RunId == runId);
        Assert.Equal(UnitState.Scored, (await client.ChangesAsync(runId, unit, None)).Items[0].State);
        Assert.Equal("xgboost", (await client.ReportAsync(runId, unit, None)).Result.Family);
        Assert.NotEmpty(await client.TradesAsync(runId, unit, None));
        Assert.Equal(TrainedRun.Value.Files.Count, (await client.FilesAsync(runId, unit, None)).Count);
        Assert.Contains(await client.ModelsAsync(None), row => row.RunId == runId);
        Assert.Empty((await client.FactoryReportsAsync(null, 10, None)).Items);
        Assert.Empty(await client.SilosAsync(None));
        using var answer = await client.OpenAsync($"{HuracanClient.Unit(runId, unit)}/report", None);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [PostgresFact]
    public async Task A_study_is_read_with_its_trials()
    {
        var (host, client) = (await HostAsync(), await ClientAsync());
        var unit = new UnitId("STUDYUSDT", Timeframe.H1);
        var (key, token) = await Seed.SearchingAsync(host, unit, trials: 3);
        using (var study = host.Get<StudyTable>().Open(key, token, $"{unit}/xgboost/h4"))
        {
            for (var number = 0; number < 3; number++)
                study.Put(new FrozenTrial(number, TrialState.Complete) { Value = number, Completed = DateTimeOffset.UnixEpoch });
        }
        var best = new BestConfiguration(2, 1, new SortedDictionary<string, double>(), "the best", 3, 0.01, 1000, null, []);
        await Seed.PublishAsync(
            host, key, token,
            new Dictionary<string, byte[]> { [$"{unit}/xgboost/h4/best_config.json"] = HuracanJson.Serialize(best) });

        var view = Assert.Single(await client.StudiesAsync(key.RunId, unit, None));

        Assert.Equal(3, view.Trials.Complete);
        Assert.Equal([0, 1, 2], (await client.TrialsAsync(key.RunId, unit, view, null, None)).Select(trial => trial.Number));
        Assert.Equal([2], (await client.TrialsAsync(key.RunId, unit, view, 1, None)).Select(trial => trial.Number));
        Assert.NotEmpty((await client.ImportanceAsync(key.RunId, unit, view, None)).Missing ?? "");
        Assert.Equal("the best", (await client.ChoiceAsync(key.RunId, unit, view, None)).Reason);
    }

    [PostgresFact]
    public async Task A_run_is_started_once_controlled_and_its_unit_retried()
    {
        var (host, client) = (await HostAsync(), await ClientAsync());
        var request = new RunRequest { SimulatedCoins = 1, Timeframes = ["1h"] };
        var run = await client.StartAsync(request, "one", None);
        var same = await client.StartAsync(request, "one", None);
        var other = await client.StartAsync(TrainedRun.Value.Config, None);
        Assert.Equal(run.RunId, same.RunId);
        Assert.NotEqual(run.RunId, other.RunId);

        Assert.Equal(RunState.Paused, (await client.ControlAsync(run.RunId, "pause", None)).State);
        Assert.NotEqual(RunState.Paused, (await client.ControlAsync(run.RunId, "resume", None)).State);

        var failed = new UnitKey(await Seed.QueuedAsync(host, TrainedRun.Unit), TrainedRun.Unit);
        await Seed.EndAsync(host, failed, UnitStatus.Failed, "it broke");
        Assert.Equal(UnitState.Queued, (await client.RetryAsync(failed.RunId, failed.Unit, None)).State);
    }

    [PostgresFact]
    public async Task A_task_of_the_daily_cycle_is_started_once_and_its_end_is_in_history_and_report()
    {
        var (host, client) = (await HostAsync(), await ClientAsync());

        var waiting = await client.StartDailyTaskAsync("universe", None);
        var schedule = await host.Get<ClusterConnection>().ScheduleAsync("universe", None);
        var taken = await schedule.TakeAsync("a test");
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.StartDailyTaskAsync("universe", None));
        var tasks = await client.DailyTasksAsync(None);
        await schedule.EndAsync(taken!.Token, new TaskOutcome(true, "3 coins", """{"coins":3}""")); // it was due
        await client.StartDailyTaskAsync("universe", None);
        taken = await schedule.TakeAsync("a test");
        await schedule.EndAsync(taken!.Token, new TaskOutcome(false, "no coins")); // it was due

        Assert.Equal(("universe", null), (waiting.Task, waiting.Running));
        Assert.NotNull(waiting.Due);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(["download", "universe", "factory", "retention"], tasks.Select(task => task.Task));
        Assert.Equal("a test", tasks[1].Running?.Owner);
        Assert.All(tasks, task => Assert.Null(task.Cron));
        var first = await client.DailyHistoryAsync("universe", null, 1, None);
        Assert.Equal((OccurrenceState.Failed, "no coins"), (Assert.Single(first.Items).State, first.Items[0].Summary));
        var second = Assert.Single((await client.DailyHistoryAsync(null, first.Next, 1, None)).Items);
        Assert.Equal((OccurrenceState.Done, null), (second.State, second.Report)); // reports may be long: they are with their day
        Assert.Empty((await client.DailyHistoryAsync("retention", null, 10, None)).Items);
        var report = await client.DailyReportAsync(DateOnly.FromDateTime(second.Occurrence.UtcDateTime), None);
        Assert.Equal("3 coins", report.Tasks[0].Summary);
        Assert.Equal(3, report.Tasks[0].Report!.Value.GetProperty("coins").GetInt32());
        Assert.Empty((await client.DailyReportAsync(new DateOnly(2020, 1, 2), None)).Tasks);
    }

    [Fact]
    public async Task A_missing_API_and_an_unexpected_answer_are_reported()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var nobody = new HttpClient { BaseAddress = address };
        using var html = new HttpClient(new Html()) { BaseAddress = address };

        var away = await Assert.ThrowsAsync<ApiException>(() => new HuracanClient(nobody, TimeProvider.System).ModelsAsync(None));
        var strange = await Assert.ThrowsAsync<ApiException>(() => new HuracanClient(html, TimeProvider.System).RunAsync("x", None));

        Assert.Equal(("The API cannot be reached", null), (away.Title, away.Status));
        Assert.StartsWith("The API's answer cannot be read: GET /runs/x: ", strange.Message, StringComparison.Ordinal);
    }

    private async Task<HuracanClient> ClientAsync() => new((await HostAsync()).Operator, TimeProvider.System);

    private static async Task<List<RunView>> AllRunsAsync(HuracanClient client)
    {
        var runs = new List<RunView>();
        string? after = null;
        do
        {
            var page = await client.RunsAsync(after, 1, None);
            runs.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return runs;
    }

    private sealed class Html : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent("<html>") });
    }
}

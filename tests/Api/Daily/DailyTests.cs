using System.Text.Json;
using Huracan.Api.Daily;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Market;
using Huracan.Contracts.Http.Schedules;
using Huracan.Storage.MarketStore;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Api.Market;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.Api.Daily;

/// <summary>The tasks of the daily cycle in the API, beside an exchange on this machine. Runs are planned and never trained here.</summary>
[Collection(FollowedMarketCollection.Name)]
public sealed class DailyTests : IDisposable
{
    private const string Never = "0 0 1 1 *";

    private readonly TemporaryFolder folder = new();

    [PostgresFact]
    public async Task The_first_cycle_begins_at_once_and_a_coin_that_comes_later_is_fetched_beside_those_that_are_followed()
    {
        await using var exchange = await LocalExchange.StartFastAsync(coins: 2);
        var connection = await Servers.Databases.TestPostgres.CreateAsync();
        var host = await StartAsync(exchange, coins: "SIM001USDT", Never, connection);

        await HistoryAsync(host, history => history.Any(one => one.Task == "universe"));
        await Eventually.GetAsync<MarketView>(host, "/market/", view => view.Following);
        var store = CandleStore.Open(folder["store"]);
        Assert.Equal(["SIM001USDT"], store.Series().Select(series => series.Coin).Distinct());

        // The same store, by an API that wants one coin more.
        await host.DisposeAsync();
        await using var later = await StartAsync(exchange, coins: "SIM001USDT,SIM002USDT", Never, connection);
        await Eventually.GetAsync<MarketView>(later, "/market/", view => view.Following);
        var started = await ApiHost.ReadAsync<ScheduleStatus>(await later.Operator.PostAsync("/daily/tasks/download/start", null));
        await Eventually.GetAsync<MarketView>(later, "/market/", view => view is { Following: true, Series: 4 });
        var report = await HistoryAsync(later, history => history.Count(one => one.Task == "download") == 2);

        Assert.NotNull(started.Due ?? started.Running?.Occurrence);
        var download = report.Last(one => one.Task == "download");
        Assert.Equal(OccurrenceState.Done, download.State);
        Assert.Equal(2, download.Report!.Value.GetProperty("series").GetInt32()); // candles and funding of the new coin alone
        var day = await later.GetAsync<DailyReport>($"/daily/{download.Occurrence.UtcDateTime:yyyy-MM-dd}");
        Assert.Contains(day.Tasks, one => one.Task == "universe");
    }

    [PostgresFact]
    public async Task What_is_due_before_the_first_download_has_ended_waits_for_it()
    {
        await using var exchange = await LocalExchange.StartFastAsync(coins: 1);
        var pauses = 3; // of a second each
        exchange.Faults = request =>
            request.Contains("exchangeInfo", StringComparison.Ordinal) && Interlocked.Decrement(ref pauses) >= 0
                ? Fault.TooOften
                : Fault.None;
        await using var host = await StartAsync(exchange, "all", Never, universe: "* * * * * *", factory: "\"* * * * * *\"");

        var history = await HistoryAsync(host, history => history.Any(one => one.Task == "factory"));

        string[] tasks = ["download", "universe", "factory"];
        Assert.Equal(tasks, history.Select(one => one.Task).Where(tasks.Contains).Distinct());
        // The universe is due every second, so that one is refused where another works from one second to the next.
        var worked = history.Where(one => one.Task != "factory" && one.State != OccurrenceState.Refused);
        Assert.All(worked, one => Assert.Equal(OccurrenceState.Done, one.State));
    }

    [PostgresFact]
    public async Task Where_a_process_outside_the_cluster_follows_the_market_coins_are_chosen_all_the_same()
    {
        await using var exchange = await LocalExchange.StartFastAsync(coins: 1);
        var first = await StartAsync(exchange, "all", Never);
        await HistoryAsync(first, history => history.Any(one => one.Task == "universe"));
        await first.DisposeAsync();

        using var held = CandleStore.Open(folder["store"]).Lock();
        await using var host = await StartAsync(exchange, "all", Never, universe: "* * * * * *");
        var history = await HistoryAsync(host, history => history.Any(one => one.Task == "universe"));

        Assert.DoesNotContain(history, one => one.Task == "download");
    }

    [PostgresFact]
    public async Task A_task_that_fails_is_an_event_and_told_at_the_addresses()
    {
        await using var exchange = await LocalExchange.StartFastAsync(coins: 1);
        exchange.Faults = request => request.Contains("exchangeInfo", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;
        await using var host = await StartAsync(exchange, coins: "all", Never);

        var history = await HistoryAsync(host, history => history.Any(one => one.Task == "download"));

        Assert.Equal(OccurrenceState.Failed, history[0].State);
        JsonElement alert = default;
        await Eventually.ThatAsync(async () =>
        {
            var events = await host.Get<EventTable>().AfterAsync(null, null, 100, CancellationToken.None);
            alert = events.FirstOrDefault(one => one.Kind == "alert")?.Data ?? default;
            return alert.ValueKind == JsonValueKind.Object && exchange.Log.Any(entry => entry.Request == "/listing?alert");
        });
        Assert.Equal("task_failed", alert.GetProperty("alert").GetString());
        Assert.StartsWith("'download' failed: ", alert.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(history, one => one.Task == "universe"); // what rests on it waits
    }

    [PostgresFact]
    public async Task Tasks_and_days_that_there_are_not_are_refused_and_readers_start_none()
    {
        await using var host = await ApiHost.StartAsync();

        var tasks = (await host.GetAsync<Page<ScheduleStatus>>("/daily/tasks")).Items;

        Assert.Equal(["download", "universe", "factory", "retention"], tasks.Select(task => task.Task));
        Assert.All(tasks, task => Assert.Null(task.Cron)); // none is configured
        await ApiHost.ProblemAsync(await host.Operator.PostAsync("/daily/tasks/dream/start", null), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/daily/today"), 400);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/daily/history?after=x"), 400);
        await ApiHost.ProblemAsync(await host.Reader.PostAsync("/daily/tasks/download/start", null), 403);
        Assert.Empty((await host.GetAsync<DailyReport>("/daily/2026-01-31")).Tasks);
    }

    [PostgresFact]
    public async Task A_model_of_a_factorys_run_that_was_cancelled_before_it_contended_is_not_fresh()
    {
        await using var host = await ApiHost.StartAsync();
        var runId = await Seed.ScoredAsync(host);
        var task = host.Get<IEnumerable<IDailyTask>>().OfType<FactoryTask>().Single();
        var (database, unit) = (host.Get<Database>(), TrainedRun.Unit);

        await SetAsync("FINISHED");
        Assert.NotNull(await task.FindAsync(unit, CancellationToken.None));
        await SetAsync("CANCELLED");
        Assert.Null(await task.FindAsync(unit, CancellationToken.None));
        await database.TransactAsync(
            async connection =>
            {
                await ContestTable.AddAsync(
                    connection, new UnitKey(runId, unit), [], [], TimeProvider.System.GetUtcNow(), CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        Assert.NotNull(await task.FindAsync(unit, CancellationToken.None)); // it contended before

        Task SetAsync(string state) => database.ExecuteAsync(
            "update runs set factory = '{\"settings\": \"source: null\"}', state = $2 where id = $1", CancellationToken.None, runId, state);
    }

    [Theory]
    [InlineData("source: data/store", "needs a full path")]
    [InlineData("download: {at: never}", "download.at")]
    public async Task A_wrong_cycle_prevents_the_start(string yaml, string reason)
    {
        var file = folder.Write("daily.yaml", yaml);

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => ApiHost.StartAsync("Host=127.0.0.1;Port=1", null, false, $"--Daily:File={file}"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<IReadOnlyList<OccurrenceView>> HistoryAsync(
        ApiHost host, Func<IReadOnlyList<OccurrenceView>, bool> isThere)
    {
        var page = await Eventually.GetAsync<Page<OccurrenceView>>(
            host, "/daily/history?limit=100&reports=true", page => isThere(page.Items), seconds: 60);
        return [.. page.Items.Reverse()];
    }

    private async Task<ApiHost> StartAsync(
        LocalExchange exchange, string coins, string at, string? connection = null, string? universe = null, string factory = "null")
    {
        folder.Write("vendors.yaml", exchange.Settings());
        folder.Write("factory.yaml", $"""
            settings: {folder["train.yaml"]}
            universe: {"{min_liquidity_gbp: 0, min_history_days: 1, max_spread_bps: 1000}"}
            """);
        var file = folder.Write("daily.yaml", $$"""
            source: {{folder["store"]}}
            download: {at: "{{at}}", coins: "{{coins}}", timeframes: [5m], history_days: 2}
            universe: {at: "{{universe ?? at}}"}
            factory: {at: {{factory}}, settings: {{folder["factory.yaml"]}}}
            retention: {at: "{{at}}"}
            alerts: {webhooks: ["{{exchange.Address}}listing?alert"]}
            """);
        return await ApiHost.StartAsync(
            connection ?? await Servers.Databases.TestPostgres.CreateAsync(), null, true, $"--Daily:File={file}", "--Daily:PollSeconds=0.2",
            $"--Market:Vendors={folder["vendors.yaml"]}");
    }
}

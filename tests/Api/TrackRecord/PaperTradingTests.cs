using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Huracan.Api.Settings;
using Huracan.Api.TrackRecord;
using Huracan.Cluster.Champions;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Market;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Download;
using Huracan.MarketData.Stores;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Huracan.Storage.Runs;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Api.Market;
using Huracan.Tests.Champions;
using Huracan.Tests.Champions.Stored;
using Huracan.Tests.Exchange;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.Api.TrackRecord;

/// <summary>A served model forecasts as candles close on an exchange whose hours take three seconds.</summary>
[Collection(FollowedMarketCollection.Name)]
public sealed partial class PaperTradingTests : IDisposable
{
    private const string Path = "/track-record/SIM001USDT/1h";
    private static readonly UnitId Unit = TrainedRun.Unit;
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    [PostgresFact]
    public async Task Decisions_are_made_at_closes_and_their_outcomes_filled_in_and_an_api_that_comes_after_goes_on()
    {
        await using var exchange = await DownloadedAsync();
        var connection = await Servers.Databases.TestPostgres.CreateAsync();
        List<RecordRow> rows;
        string metrics;
        await using (var host = await StartAsync(connection))
        {
            await Eventually.GetAsync<MarketView>(host, "/market/", view => view.Following);
            var served = exchange.Now;
            await Seed.ScoredAsync(host);
            var page = await Eventually.GetAsync<Page<RecordRow>>(host, Path, page => page.Items.Count >= 2);
            Assert.All(page.Items, row => Assert.True(row.Decision.Closed > served.ToUnixTimeMilliseconds())); // none in hindsight
            metrics = await host.Reader.GetStringAsync("/metrics");
        }
        await using (var host = await StartAsync(connection))
        {
            // Decisions of the first API are judged by the second.
            await Eventually.GetAsync<Page<RecordRow>>(host, Path, page => page.Items.Any(row => row.Outcome is not null), seconds: 90);
            rows = [.. (await host.GetAsync<Page<RecordRow>>($"{Path}?limit=500")).Items.Reverse()];
            await VerifyChainAsync(host, rows);
            var unit = Assert.Single((await host.GetAsync<Page<UnitRecordRow>>("/track-record/units")).Items);
            Assert.Equal(("SIM001USDT", Timeframe.H1), (unit.Coin, unit.Timeframe));
            Assert.True(unit.Outcomes >= 1);
        }

        var truth = Truth(exchange, rows[^1].Decision.Closed + 10 * Timeframe.H1.Milliseconds);
        Assert.Equal(rows.Select(row => row.Decision.Closed).Distinct().Count(), rows.Count);
        foreach (var row in rows)
            Same(row, truth);
        Assert.Matches("""(?m)^huracan_decision_latency_seconds_count[^ ]* [1-9]""", metrics);
        Assert.Matches("""(?m)^huracan_track_record_entries_total\{[^}]*kind="decision"[^}]*\} [1-9]""", metrics);
    }

    [PostgresFact]
    public async Task A_champion_forecasts_in_place_of_the_latest_model_and_the_next_champion_after_it()
    {
        await using var exchange = await DownloadedAsync();
        await using var host = await StartAsync(await Servers.Databases.TestPostgres.CreateAsync());
        await Eventually.GetAsync<MarketView>(host, "/market/", view => view.Following);
        await Seed.ScoredAsync(host);
        var database = host.Get<Cluster.Postgres.Database>();

        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Begin);
        var first = await DecidedAsync("v1");
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v2", Begin.AddDays(1));
        var second = await DecidedAsync("v2");
        // What the first decided is judged though it is champion no more, and its run was never here.
        var judged = await Eventually.GetAsync<Page<RecordRow>>(
            host, $"{Path}?limit=500", page => page.Items.Any(row => row.Decision.Champion == "v1" && row.Outcome is not null),
            seconds: 90);

        Assert.Equal((GenuineRun.Id, "xgboost", 4), (first.Decision.RunId, first.Decision.Family, first.Decision.Horizon));
        Assert.True(second.Decision.Closed > first.Decision.Closed);
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        using var model = BundleModel.Load(store.Open(StoredChampions.Key, "v2"), RunFiles.Families);
        var truth = Truth(exchange, second.Decision.Closed + 10 * Timeframe.H1.Milliseconds);
        var bars = (int)((second.Decision.Closed - truth.Own.OpenTimes[0]) / Timeframe.H1.Milliseconds);
        var own = model.Forecast(truth.Own.Slice(0, bars), truth.Bitcoin.Slice(0, bars), now: null).Prediction;
        Assert.Equal(own.Direction, second.Decision.Class);
        Assert.Equal(own.Confidence, second.Decision.Confidence, 1e-5);
        var one = judged.Items.First(row => row.Decision.Champion == "v1" && row.Outcome is not null);
        var bar = (int)((one.Decision.Closed - truth.Own.OpenTimes[0]) / Timeframe.H1.Milliseconds) - 1;
        var real = new OutcomeRules(model.Options, 4, model.Model.Meta.HalfSpreadBps)
            .Judge(Truth(exchange, one.Decision.Closed + 10 * Timeframe.H1.Milliseconds).Own, null, bar, one.Decision.Class, false);
        Assert.Equal((real.Class, real.Return), (one.Outcome!.Class, one.Outcome.Return));

        async Task<RecordRow> DecidedAsync(string version) => (await Eventually.GetAsync<Page<RecordRow>>(
            host, $"{Path}?limit=500", page => page.Items.Any(row => row.Decision.Champion == version))).Items
            .Where(row => row.Decision.Champion == version).MinBy(row => row.Number)!;
    }

    [PostgresFact]
    public async Task No_decision_is_made_on_a_candle_that_is_known_after_the_next_has_closed()
    {
        await using var exchange = await DownloadedAsync();
        await using var host = await ApiHost.StartAsync();
        await Seed.ScoredAsync(host);
        using var client = new HttpClient();
        using var follower = StoreFollower.Open(
            folder["store"], YamlFile.Load<VendorsOptions>(folder["vendors.yaml"]), client, exchange.Time);
        await follower.CatchUpAsync(_ => { }, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var paper = host.Get<PaperTrading>();
        paper.Begin(follower);

        var following = follower.FollowAsync(
            closed => paper.Add(closed with { At = closed.At + Timeframe.H1.Milliseconds }), stop.Token);
        await Eventually.ThatAsync(async () => StalePattern().IsMatch(await host.Reader.GetStringAsync("/metrics")));
        await stop.CancelAsync();
        await following;

        Assert.Empty((await host.GetAsync<Page<RecordRow>>(Path)).Items);
    }

    [PostgresFact]
    public async Task A_bad_page_is_refused()
    {
        await using var host = await ApiHost.StartAsync();

        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/track-record/entries?after=x"), 400);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/track-record/units?days=0"), 400);
        Assert.Empty((await host.GetAsync<Page<RecordEntry>>("/track-record/entries")).Items);
    }

    public void Dispose() => folder.Dispose();

    [GeneratedRegex("""(?m)^huracan_track_record_missed_total\{[^}]*reason="stale"[^}]*\} [2-9]""")]
    private static partial Regex StalePattern();

    private static async Task VerifyChainAsync(ApiHost host, List<RecordRow> rows)
    {
        var entries = new List<RecordEntry>();
        string? after = null;
        do
        {
            var page = await host.GetAsync<Page<RecordEntry>>($"/track-record/entries?limit=2{(after is null ? "" : $"&after={after}")}");
            entries.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        var hash = new byte[32];
        foreach (var entry in entries)
            Assert.Equal(Convert.ToHexStringLower(hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(entry.Content)])), entry.Hash);
        Assert.True(entries.Count > rows.Count); // outcomes are among them
    }

    // The forecast is the one made with all candles there ever were, and the outcome what the candles after it say.
    private static void Same(RecordRow row, (CandleSeries Own, CandleSeries Bitcoin) truth)
    {
        var decision = row.Decision;
        var bars = (int)((decision.Closed - truth.Own.OpenTimes[0]) / Timeframe.H1.Milliseconds);
        Assert.Equal(truth.Own.Close[bars - 1], decision.Price);
        var expected = TrainedRun.Value.Forecast(truth.Own.Slice(0, bars), truth.Bitcoin.Slice(0, bars));
        Assert.Equal(expected.Direction, decision.Class);
        Assert.Equal(expected.Confidence, decision.Confidence, 1e-5);
        if (row.Outcome is not { } outcome)
            return;
        var options = YamlFile.Parse<RunOptions>(TrainedRun.Value.Config, "a test");
        var real = new OutcomeRules(options, decision.Horizon).Judge(truth.Own, null, bars - 1, decision.Class, decision.IsTraded);
        Assert.Equal((real.Class, real.Return), (outcome.Class, outcome.Return));
        Assert.Equal((real.Trade?.EntryPrice, real.Trade?.ExitPrice), (outcome.Trade?.EntryPrice, outcome.Trade?.ExitPrice));
    }

    private static (CandleSeries Own, CandleSeries Bitcoin) Truth(LocalExchange exchange, long end)
    {
        return (Series(Unit.Coin), Series(RunPlan.Bitcoin));

        CandleSeries Series(string coin)
        {
            var rows = exchange.Candles.Truth(new SeriesName(coin, Timeframe.H1), Begin.ToUnixTimeMilliseconds(), end);
            return new CandleSeries(
                coin, Timeframe.H1, rows.Times, rows.Get("open"), rows.Get("high"), rows.Get("low"), rows.Get("close"), rows.Get("volume"));
        }
    }

    private Task<ApiHost> StartAsync(string connection) => ApiHost.StartAsync(
        connection, null, true, $"--Market:Source={folder["store"]}", $"--Market:Vendors={folder["vendors.yaml"]}");

    private async Task<LocalExchange> DownloadedAsync()
    {
        var market = new SimulatorOptions { Coins = 2, Timeframe = Timeframe.H1, Bars = 24 * 120, Start = Begin, StepsPerBar = 2 };
        var exchange = await LocalExchange.StartAsync(market, new FastTime(Begin.AddDays(70).AddMinutes(3), speed: 1200));
        var settings = YamlFile.Load<VendorsOptions>(folder.Write("vendors.yaml", exchange.Settings()));
        using var client = new HttpClient();
        var vendor = VendorCatalog.Create("binance", MarketKind.Futures, settings, client, exchange.Time);
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "futures");
        await new Downloader(vendor, store, exchange.Time).RunAsync(
            new DownloadOptions { Coins = "all", Timeframes = [Timeframe.H1], From = Begin }, _ => { }, CancellationToken.None);
        return exchange;
    }
}

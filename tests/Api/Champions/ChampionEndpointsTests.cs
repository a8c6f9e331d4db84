using System.Text;
using Huracan.Api.Settings;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Client;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Champions;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Champions;
using Huracan.Tests.Champions.Stored;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.Api.Champions;

public class ChampionEndpointsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Champions_and_challengers_are_shown_and_the_champions_are_copied_whole_to_the_folder()
    {
        await using var host = await ApiHost.StartAsync();
        var unit = $"/champions/{GenuineRun.Unit.Coin}/{GenuineRun.Unit.Timeframe}";
        await ApiHost.ProblemAsync(await host.Reader.GetAsync(unit), 404);
        Assert.Empty((await host.GetAsync<Page<ChampionRow>>("/champions")).Items);
        var database = host.Get<Database>();
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Now);
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        Assert.Equal(Path.Combine(host.State, "champions"), store.Root);
        await FollowsAsync(store, "v1");

        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v2", Now, expires: Now.AddDays(30));
        await StoredChampions.AddAsync(database, ChampionRole.Challenger, "v3", Now);
        await FollowsAsync(store, "v2");

        var row = Assert.Single((await host.GetAsync<Page<ChampionRow>>("/champions")).Items);
        Assert.Equal(("v2", 4, 25.0, "after v2", Now.AddDays(30)), (row.Version, row.Horizon, row.Evidence, row.PromotedBy, row.Expires));
        Assert.Empty((await host.GetAsync<Page<ChampionRow>>($"/champions?after={row.Coin}/{row.Timeframe}/4")).Items);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/champions?after=BTCUSDT"), 400);
        var horizon = Assert.Single((await host.GetAsync<UnitChampions>(unit)).Horizons);
        Assert.Equal(("v2", "v3", "v1"), (horizon.Champion!.Version, horizon.Challenger!.Version, horizon.Earlier.Single().Version));
        Assert.Equal((PromotionVerdict.Wait, 20.0), (horizon.Challenger.Report.Verdict, horizon.Challenger.Report.Threshold));
        var pointer = Assert.Single(store.Latest().Champions);
        Assert.Equal("v1", pointer.Before!.Version);
        Assert.Equal(["v1", "v2"], store.Versions(StoredChampions.Key));
    }

    [PostgresFact]
    public async Task An_operator_rolls_a_champion_back_and_the_grain_and_the_folder_follow()
    {
        await using var host = await ApiHost.StartAsync();
        var database = host.Get<Database>();
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        var client = new HuracanClient(host.Operator, TimeProvider.System);
        var unit = $"/champions/{GenuineRun.Unit.Coin}/{GenuineRun.Unit.Timeframe}";
        await ApiHost.ProblemAsync(await host.Operator.PostAsync($"{unit}/4/rollback", null), 404);
        foreach (var version in new[] { "v1", "v2" })
            await StoredChampions.AddAsync(database, ChampionRole.Champion, version, Now);
        await FollowsAsync(store, "v2");

        await ApiHost.ProblemAsync(await host.Reader.PostAsync($"{unit}/4/rollback", null), 403);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync($"{unit}/four/rollback", null), 400);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync($"{unit}/4/rollback?version=v9", null), 409);
        var back = Assert.Single((await client.RollbackAsync(GenuineRun.Unit, 4, null, "v2", CancellationToken.None)).Horizons);
        var again = Assert.Single((await client.RollbackAsync(GenuineRun.Unit, 4, null, "v2", CancellationToken.None)).Horizons);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync($"{unit}/4/rollback?from=v0", null), 409);
        await FollowsAsync(store, "v1");
        var kept = await host.GetAsync<UnitHistory>($"/units/{GenuineRun.Unit.Coin}/{GenuineRun.Unit.Timeframe}/record");
        var forth = Assert.Single((await client.RollbackAsync(GenuineRun.Unit, 4, "v2", "v1", CancellationToken.None)).Horizons);

        Assert.All([back, again], one => Assert.Equal(("v1", "v2"), (one.Champion!.Version, one.Earlier.Single().Version)));
        Assert.Equal(("v1", null), kept.Champions.Select(champion => (champion.Version, champion.Before)).Single());
        Assert.Equal("v2", forth.Champion!.Version);
    }

    [PostgresFact]
    public async Task A_bundle_whose_blob_was_changed_is_not_copied_but_on_the_do_not_trade_list_and_the_others_are_copied()
    {
        await using var host = await ApiHost.StartAsync();
        var database = host.Get<Database>();
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Now);
        await FollowsAsync(store, "v1");

        var blobs = new Cluster.Blobs.PostgresBlobs(database);
        var (bundle, files) = await StoredChampions.BundleAsync(blobs, ChampionRole.Champion, "v2");
        var other = await StoredChampions.BundleAsync(blobs, ChampionRole.Champion, "v3", horizon: 8);
        await database.ExecuteAsync(
            "update blobs set content = 'other' where name like 'champions/Champion/v2/%.yaml'", CancellationToken.None);
        await StoredChampions.ChangeAsync(database, new ContestChange([], [], [(bundle, files), other], [], [], 2), Now);
        await Eventually.ThatAsync(() => Task.FromResult(store.Latest().Find(StoredChampions.Key)?.Version == "v2"));

        Assert.Equal("v3", store.Open(StoredChampions.Key with { Horizon = 8 }).Manifest.Version);
        Assert.Equal(["v1"], store.Versions(StoredChampions.Key));
        var blocked = (await host.GetAsync<List<BlockedUnit>>("/hamilton/do-not-trade")).Single(row => row.Rule == BlockedUnit.Damaged);
        Assert.Equal((StoredChampions.Key.Unit.Coin, "4h"), (blocked.Coin, blocked.Horizon));
        Assert.Equal(8, Assert.Single(await host.GetAsync<List<RankedChampion>>("/hamilton/ranking")).Bars);
    }

    [PostgresFact]
    public async Task A_copy_that_was_damaged_on_this_machine_is_made_anew()
    {
        await using var host = await ApiHost.StartAsync();
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        await StoredChampions.AddAsync(host.Get<Database>(), ChampionRole.Champion, "v1", Now);
        await FollowsAsync(store, "v1");

        File.AppendAllText(Path.Combine(store.Open(StoredChampions.Key).Folder, "scaler.json"), " ");
        File.WriteAllText(Path.Combine(store.Root, "latest.json"), "");

        await Eventually.ThatAsync(() => Task.FromResult(IsWhole()));

        bool IsWhole()
        {
            try
            {
                return store.Open(StoredChampions.Key).Manifest.Version == "v1";
            }
            catch (InputRefusedException)
            {
                return false;
            }
        }
    }

    [PostgresFact]
    public async Task A_report_that_cannot_be_read_is_told_of_by_the_health_and_written_anew()
    {
        await using var host = await ApiHost.StartAsync();
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        var run = $"{RunNames.PrefixOf(TimeProvider.System.GetUtcNow())}-0123abcd";
        var report = new FactoryReport(run, "test", [], [], [], new Dictionary<string, int>());
        var path = Path.Combine(store.Root, "factory", $"{run}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{");
        await Eventually.ThatAsync(async () => (await (await host.Reader.GetAsync("/health")).Content.ReadAsStringAsync())
            .Contains("a report of the factory cannot be read", StringComparison.Ordinal));

        var (database, trained) = (host.Get<Database>(), TrainedRun.Value);
        await host.Get<RunTable>().CreateAsync(
            new NewRun(run, "v1", "a test", trained.Config, trained.Features, [new PlannedUnit(TrainedRun.Unit)]), CancellationToken.None);
        await database.ExecuteAsync(
            "update runs set factory_report = $1::jsonb where id = $2", CancellationToken.None,
            Encoding.UTF8.GetString(HuracanJson.Serialize(report)), run);

        await Eventually.ThatAsync(() => Task.FromResult(File.ReadAllBytes(path).AsSpan().SequenceEqual(HuracanJson.Serialize(report))));
        Assert.Empty(await host.GetAsync<List<BlockedUnit>>("/hamilton/do-not-trade"));
    }

    [PostgresFact]
    public async Task A_damaged_list_of_champions_leaves_those_before_and_makes_the_health_degraded()
    {
        await using var host = await ApiHost.StartAsync();
        var store = new ChampionStore(host.Get<IOptions<ApiOptions>>().Value.Champions, BundleTrust.Anyone);
        store.Promote(store.Add(GenuineRun.Bundle("v1"), signer: null));
        Assert.Single(await host.GetAsync<List<RankedChampion>>("/hamilton/ranking"));

        File.WriteAllText(Path.Combine(store.Root, "latest.json"), "{");
        await Task.Delay(TimeSpan.FromSeconds(2)); // it is looked at every second
        var ranking = await host.GetAsync<List<RankedChampion>>("/hamilton/ranking");
        var health = await (await host.Reader.GetAsync("/health")).Content.ReadAsStringAsync();

        Assert.Single(ranking);
        Assert.Contains("the list of champions or a report of the factory cannot be read", health, StringComparison.Ordinal);
        Assert.DoesNotContain(store.Root, health, StringComparison.Ordinal);
    }

    private static Task FollowsAsync(ChampionStore store, string version) => Eventually.ThatAsync(() => Task.FromResult(
        store.Latest().Find(StoredChampions.Key)?.Version == version && store.Open(StoredChampions.Key).Manifest.Version == version));
}

using Huracan.Cluster.Champions;
using Huracan.Cluster.Events;
using Huracan.Cluster.Files;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
using Huracan.Tests.Champions;
using Huracan.Tests.Champions.Stored;
using Huracan.Tests.Servers.Databases;
using Npgsql;

namespace Huracan.Tests.Cluster.Champions;

public class ChampionTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Promotions_follow_each_other_and_the_oldest_versions_go_with_their_blobs()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new ChampionTable(database);
        foreach (var version in new[] { "v1", "v2", "v3" })
            await StoredChampions.AddAsync(database, ChampionRole.Champion, version, Now);

        var bundles = await table.OfUnitAsync(GenuineRun.Unit, CancellationToken.None);
        var latest = await table.LatestAsync(CancellationToken.None);
        var unused = await new FileTable(database).UnusedAsync(
            ["champions/Champion/v1/manifest.json", "champions/Champion/v2/manifest.json"], CancellationToken.None);

        Assert.Equal([("v3", true), ("v2", false)], bundles.Select(bundle => (bundle.Version, bundle.IsCurrent)));
        Assert.Equal((Now, "after v3", 25.0), (bundles[0].Since, bundles[0].RunId, bundles[0].Report.Evidence));
        Assert.True(double.IsNaN(bundles[0].Report.ChampionSharpe));
        var pointer = Assert.Single(latest.Champions);
        Assert.Equal(("v3", "v2"), (pointer.Version, pointer.Before?.Version));
        Assert.Equal(["champions/Champion/v1/manifest.json"], unused);
        var events = await database.QueryAsync(
            "select data->>'version' from events where kind = 'champion' order by id", row => row.GetString(0), CancellationToken.None);
        Assert.Equal(["v1", "v2", "v3"], events);
        Assert.Equal("v3", Assert.Single(await table.PageAsync(null, 10, CancellationToken.None)).Version);
        Assert.Empty(await table.PageAsync(StoredChampions.Key, 10, CancellationToken.None));
        Assert.Equal((1, 1), await table.CountAsync(Now, CancellationToken.None));
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v4", Now, Now.AddSeconds(-1));
        Assert.Equal((0, 1), await table.CountAsync(Now, CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_champion_is_rolled_back_and_forth_and_a_promotion_forgets_those_that_were_rolled_back_from()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new ChampionTable(database);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => RollbackAsync(null));
        foreach (var version in new[] { "v1", "v2", "v3" })
            await StoredChampions.AddAsync(database, ChampionRole.Champion, version, Now, keep: 3);

        var back = await RollbackAsync(null);
        var first = await RollbackAsync("v1");
        var none = await Assert.ThrowsAsync<ConflictException>(() => RollbackAsync(null));
        var never = await Assert.ThrowsAsync<ConflictException>(() => RollbackAsync("v9"));
        var same = await RollbackAsync("v1");
        var forth = await RollbackAsync("v2");
        var again = await RollbackAsync(null, from: "v3"); // as if the answer to the first had been lost
        var twice = await RollbackAsync("v2", from: "v1");
        var other = await Assert.ThrowsAsync<ConflictException>(() => RollbackAsync("v1", from: "v3"));
        var gone = await Assert.ThrowsAsync<ConflictException>(() => RollbackAsync(null, from: "v9"));
        var pointer = Assert.Single((await table.LatestAsync(CancellationToken.None)).Champions);
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v4", Now, keep: 3);
        var after = Assert.Single((await table.LatestAsync(CancellationToken.None)).Champions);

        Assert.Equal(("v2", "v1"), (back.Champion.Version, back.Before));
        Assert.Equal(("v1", null, Now.AddDays(1)), (first.Champion.Version, first.Before, first.Champion.Since));
        Assert.Contains("no champion before v1", none.Message, StringComparison.Ordinal);
        Assert.Contains("v9 was never the champion", never.Message, StringComparison.Ordinal);
        Assert.Equal(first.Champion.Version, same.Champion.Version);
        Assert.Equal(("v2", "v1"), (forth.Champion.Version, forth.Before));
        Assert.All([again, twice], one => Assert.Equal(("v2", "v1"), (one.Champion.Version, one.Before)));
        Assert.Contains("is v2, and not v3: nothing was changed", other.Message, StringComparison.Ordinal);
        Assert.Contains("is v2, and not v9", gone.Message, StringComparison.Ordinal);
        Assert.Equal(("v2", "v1", 3), (pointer.Version, pointer.Before?.Version, pointer.Promoted.Count));
        Assert.Equal(["v1", "v2", "v4"], after.Promoted.Select(version => version.Version));
        var events = await database.QueryAsync(
            "select coalesce(data->>'before', '') || '>' || (data->>'version'), (data->>'is_rollback')::boolean from events "
                + "where kind = 'champion' order by id",
            row => (row.GetString(0), row.GetBoolean(1)), CancellationToken.None);
        Assert.Equal([("v3>v2", true), ("v2>v1", true), ("v1>v2", true)], events.Skip(3).SkipLast(1)); // none of what was asked again
        Assert.All(events.Take(3).Append(events[^1]), one => Assert.False(one.Item2));

        Task<(StoredBundle Champion, string? Before)> RollbackAsync(string? version, string? from = null) => database.TransactAsync(
            connection => ChampionTable.RollbackAsync(
                connection, StoredChampions.Key, version, from, Now.AddDays(1), CancellationToken.None),
            CancellationToken.None);
    }

    [PostgresFact]
    public async Task A_challenger_waits_is_looked_at_again_and_leaves_and_there_is_one_at_a_time()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var table = new ChampionTable(database);
        await StoredChampions.AddAsync(database, ChampionRole.Challenger, "v1", Now);
        var waiting = Assert.Single(await table.OfUnitAsync(GenuineRun.Unit, CancellationToken.None));

        var second = await Assert.ThrowsAsync<PostgresException>(() =>
            StoredChampions.AddAsync(database, ChampionRole.Challenger, "v2", Now));
        await StoredChampions.ChangeAsync(
            database,
            new ContestChange(
                [], [], [], [waiting with { RunId = "later", Report = StoredChampions.Report(PromotionVerdict.Wait, 12) }], [], 2),
            Now);
        var again = Assert.Single(await table.OfUnitAsync(GenuineRun.Unit, CancellationToken.None));
        await StoredChampions.ChangeAsync(database, new ContestChange([], [], [], [], [StoredChampions.Key], 2), Now);

        Assert.Equal("champions_current", second.ConstraintName);
        Assert.Equal(("later", 12.0, Now), (again.RunId, again.Report.Evidence, again.Since));
        Assert.Empty(await table.OfUnitAsync(GenuineRun.Unit, CancellationToken.None));
        Assert.Empty(await table.FilesAsync(ChampionRole.Challenger, StoredChampions.Key, "v1", CancellationToken.None));
        Assert.Empty((await table.LatestAsync(CancellationToken.None)).Champions);
    }

    [PostgresFact]
    public async Task The_challengers_that_a_champion_has_met_are_those_of_the_last_contest()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var ofCash = Contenders.NoneOf(StoredChampions.Key, null).With("v1").With("v2");
        var ofChampion = Contenders.NoneOf(StoredChampions.Key, "v2");
        var other = Contenders.NoneOf(StoredChampions.Key with { Horizon = 1 }, "v7").With("v9");

        foreach (var met in new Contenders[][] { [ofCash, other], [ofChampion, ofCash.With("v3")] })
            await StoredChampions.ChangeAsync(database, new ContestChange([], [], [], [], [], 2) { Contenders = met }, Now);

        var read = await new ChampionTable(database).ContendersAsync(GenuineRun.Unit, CancellationToken.None);
        Assert.Equal(HuracanJson.Serialize(new[] { other, ofCash.With("v3"), ofChampion }), HuracanJson.Serialize(read));
    }

    [PostgresFact]
    public async Task Units_whose_champion_expires_soonest_go_first_and_those_without_after_them()
    {
        await using var database = await TestPostgres.MigratedAsync();
        await StoredChampions.AddAsync(database, ChampionRole.Champion, "v1", Now, expires: Now.AddDays(3));
        var (own, other) = (GenuineRun.Unit, new UnitId("AUSDT", Timeframe.H1));
        var runs = new RunTable(database, TimeProvider.System);
        var plan = new NewRun("20260301T000000Z-00000001", "v1", "a test", "seed: 1\n", "", [new(other, 1e9), new(own, 1)])
        {
            Factory = new FactoryPlan("", [], []),
        };
        await runs.CreateAsync(plan, CancellationToken.None);

        var due = await new DueTable(database, TimeProvider.System).DueAsync("cpu", 10, CancellationToken.None);
        var record = await new UnitTable(database).FindAsync(new UnitKey(plan.RunId, own), CancellationToken.None);

        Assert.Equal([own, other], due.Select(key => key.Unit));
        Assert.Equal(Now.AddDays(3), record!.ChampionExpires);
        Assert.Equal(RunKind.Factory, (await runs.ViewAsync(plan.RunId, CancellationToken.None))!.Kind);
    }

    [PostgresFact]
    public async Task A_run_that_is_forgotten_leaves_its_champions()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var runs = new RunTable(database, TimeProvider.System);
        await StoredChampions.AddAsync(database, ChampionRole.Champion, GenuineRun.Id, Now);
        await runs.CreateAsync(
            new NewRun(GenuineRun.Id, "v1", "a test", "seed: 1\n", "", [new(GenuineRun.Unit)]) { Factory = new FactoryPlan("", [], []) },
            CancellationToken.None);
        await database.ExecuteAsync("update runs set finished = '2026-01-01', state = 'FINISHED'", CancellationToken.None);

        Assert.Equal(1, await runs.ForgetAsync(Now, CancellationToken.None));

        var pointer = Assert.Single((await new ChampionTable(database).LatestAsync(CancellationToken.None)).Champions);
        Assert.Equal(GenuineRun.Id, pointer.Version);
    }
}

using Huracan.Cluster.Champions;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Tracking;

public class TrackedTargetTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_run_is_due_at_each_target_from_each_of_its_ends_until_it_is_settled()
    {
        var database = await cluster.DatabaseAsync();
        await using var target = await TrackedTarget.TryTakeAsync(database, "runs", CancellationToken.None);
        await using var other = await TrackedTarget.TryTakeAsync(database, "other", CancellationToken.None);
        Assert.Null(await TrackedTarget.TryTakeAsync(database, "runs", CancellationToken.None));
        var (open, late, early) = (await cluster.RunAsync(Unit), await EndedAsync("2025-06-02"), await EndedAsync("2025-06-01"));

        var first = await NextAsync(target!);
        Assert.Equal(early, first!.RunId);
        Assert.Equal(late, (await NextAsync(target!, early))!.RunId);
        await target!.SettleAsync(first, null, CancellationToken.None);
        var second = await NextAsync(target);
        await target.SettleAsync(second!, "too large", CancellationToken.None);
        Assert.Null(await NextAsync(target));
        Assert.Equal(early, (await NextAsync(other!))!.RunId);

        // Gone on with: what was sent of it before is not its end.
        await database.ExecuteAsync(RunTable.Reopen, CancellationToken.None, early);
        await target.SettleAsync(first, null, CancellationToken.None);
        Assert.Null(await NextAsync(target));
        await EndAsync(early, "2025-06-03");
        Assert.Equal(first with { Finished = new(2025, 6, 3, 0, 0, 0, TimeSpan.Zero) }, await NextAsync(target));

        await new RunTable(database, TimeProvider.System).ForgetAsync(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.Null(await NextAsync(target));
        await target.SettleAsync(first, null, CancellationToken.None); // it is gone: nothing is noted of it
        Assert.Equal(0L, (await database.QueryAsync(
            "select count(*) from tracked_runs", row => row.GetInt64(0), CancellationToken.None)).Single());
        Assert.NotNull(open);
    }

    [PostgresFact]
    public async Task A_champion_is_due_when_it_or_its_challenger_is_another_one_and_when_both_are_gone()
    {
        var database = await cluster.DatabaseAsync();
        await using var target = await TrackedTarget.TryTakeAsync(database, "models", CancellationToken.None);
        var key = new ChampionKey(Unit, 4);
        Assert.Null(await target!.NextModelAsync([], CancellationToken.None));

        await StoreAsync(ChampionRole.Champion, "v1");
        await StoreAsync(ChampionRole.Challenger, "v2");
        var due = await target.NextModelAsync([], CancellationToken.None);
        Assert.Equal(new DueModel(key, new PromotedVersion("v1", "hash of v1"), new PromotedVersion("v2", "hash of v2")), due);
        Assert.Null(await target.NextModelAsync([key], CancellationToken.None));
        await target.SettleAsync(due!, null, CancellationToken.None);
        Assert.Null(await target.NextModelAsync([], CancellationToken.None));

        await database.ExecuteAsync("delete from champions where version = 'v2'", CancellationToken.None);
        due = await target.NextModelAsync([], CancellationToken.None);
        Assert.Equal(("v1", null), (due!.Champion!.Version, due.Challenger));
        await target.SettleAsync(due, "refused", CancellationToken.None);
        await database.ExecuteAsync("delete from champions", CancellationToken.None);
        due = await target.NextModelAsync([], CancellationToken.None);
        Assert.Equal(new DueModel(key, null, null), due);
        await target.SettleAsync(due!, null, CancellationToken.None);
        Assert.Null(await target.NextModelAsync([], CancellationToken.None));

        Task StoreAsync(ChampionRole role, string version) => database.ExecuteAsync(
            ChampionTable.Insert, CancellationToken.None, Unit.Coin, Unit.Timeframe.Minutes, 4, role.ToString().ToUpperInvariant(), version,
            "a run", DateTimeOffset.UnixEpoch, Rows.Instant(null), $"hash of {version}", Rows.Json("{}"), Rows.Json("{}"));
    }

    private static Task<DueRun?> NextAsync(TrackedTarget target, params string[] without) =>
        target.NextRunAsync(without, CancellationToken.None);

    private async Task<string> EndedAsync(string day)
    {
        var runId = await cluster.RunAsync(Unit);
        await EndAsync(runId, day);
        return runId;
    }

    private async Task EndAsync(string runId, string day) => await (await cluster.DatabaseAsync()).ExecuteAsync(
        $"update runs set finished = '{day}+00', state = 'FINISHED' where id = $1", CancellationToken.None, runId);
}

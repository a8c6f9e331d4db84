using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Tests.Cluster.Events;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Runs;

[Collection(LargeCollection.Name)]
public class RunTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitId Coin = new("AUSDT", Timeframe.H1);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task One_idempotency_key_creates_one_run_for_many_concurrent_requests()
    {
        var runs = await cluster.TableAsync((database, time) => new RunTable(database, time));
        // Half of them even take the same name, as requests within one second do.
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            runs.CreateAsync(
                ClusterDatabase.New($"2025060{i % 2}T000000Z-00000000", Coin) with { IdempotencyKey = "once", RequestHash = "h" },
                CancellationToken.None)));

        Assert.Single(made, run => run.IsNew);
        Assert.Single(made.Select(run => run.RunId).Distinct());
        await Assert.ThrowsAsync<ConflictException>(() =>
            runs.CreateAsync(
                ClusterDatabase.New("20250602T000000Z-00000000", Coin) with { IdempotencyKey = "once", RequestHash = "another" },
                CancellationToken.None));
        await Assert.ThrowsAsync<ConflictException>(() =>
            runs.CreateAsync(ClusterDatabase.New(made[0].RunId, Coin), CancellationToken.None));
    }

    [PostgresFact]
    public async Task Ten_thousand_units_are_paused_resumed_and_cancelled_in_seconds()
    {
        var database = await cluster.DatabaseAsync();
        var runs = new RunTable(database, TimeProvider.System);
        var runId = await cluster.RunAsync([
            .. from i in Enumerable.Range(0, 2500) from hours in new[] { 1, 2, 4, 8 } select new UnitId(
                $"C{i:0000}USDT", new Timeframe(60 * hours))
        ]);
        var start = TimeProvider.System.GetTimestamp();

        await runs.PauseAsync(runId, CancellationToken.None);
        var paused = await new UnitTable(database).OpenAsync(runId, CancellationToken.None);
        await runs.ResumeAsync(runId, CancellationToken.None);
        await runs.CancelAsync(runId, CancellationToken.None);

        Assert.Equal(10_000, paused.Count(unit => unit.DesiredState == DesiredState.Pause));
        Assert.Equal(10_000, (await runs.ViewAsync(runId, CancellationToken.None))!.Units[UnitState.Cancelled]);
        var took = TimeProvider.System.GetElapsedTime(start);
        Assert.True(took < TimeSpan.FromSeconds(40), $"{took}");
    }

    [PostgresFact]
    public async Task Retrying_a_unit_reopens_its_run()
    {
        var database = await cluster.DatabaseAsync();
        var (runs, units) = (new RunTable(database, TimeProvider.System), new UnitTable(database));
        var conclusions = new ConclusionTable(database, TimeProvider.System);
        var key = new UnitKey(await cluster.RunAsync(Coin), Coin);
        await FailAsync(1);
        Assert.False(await conclusions.TryConcludeAsync(key.RunId, _ => Task.FromResult(false), CancellationToken.None)); // not prepared
        Assert.True(await conclusions.TryConcludeAsync(key.RunId, _ => Task.FromResult(true), CancellationToken.None));
        Assert.False(await conclusions.TryConcludeAsync(key.RunId, _ => Task.FromResult(true), CancellationToken.None));

        await runs.RetryAsync(key, CancellationToken.None);
        var open = await runs.FindAsync(key.RunId, CancellationToken.None);
        await FailAsync(2);

        Assert.Equal((RunState.Running, null), (open!.State, open.Finished));
        Assert.True(await conclusions.TryConcludeAsync(key.RunId, _ => Task.FromResult(true), CancellationToken.None));
        Assert.Equal(
            "it broke", (await conclusions.ThresholdsAsync(key.RunId, Timeframe.H1, CancellationToken.None))!.Coins["AUSDT"].Reason);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => runs.RetryAsync(key with { RunId = "none" }, CancellationToken.None));

        async Task FailAsync(long token)
        {
            await units.ChangeAsync(
                key, unit => UnitMachine.Claim(
                    unit, ClusterDatabase.Owner("silo-1"), "cpu", TimeProvider.System.GetUtcNow().AddSeconds(1)),
                CancellationToken.None);
            await units.ChangeAsync(
                key, unit => ClusterDatabase.Machine.Fail(unit, token, "it broke", transient: false, Now), CancellationToken.None);
        }
    }

    [PostgresFact]
    public async Task An_older_run_that_ends_later_does_not_replace_a_newer_model()
    {
        var database = await cluster.DatabaseAsync();
        var models = new ModelTable(database);
        var unit = new UnitId("MODELUSDT", Timeframe.H1);
        var (older, newer) = (await cluster.RunAsync(unit), await cluster.RunAsync(unit));

        await ScoreAsync(newer, 60);
        await ScoreAsync(older, 90);

        Assert.Equal(newer, (await models.CurrentAsync(unit, CancellationToken.None))!.RunId);
        Assert.Equal(90, (await models.FindAsync(new UnitKey(older, unit), CancellationToken.None))!.Score);

        async Task ScoreAsync(string runId, double score)
        {
            var key = new UnitKey(runId, unit);
            await new UnitTable(database).ChangeAsync(
                key, record => UnitMachine.Claim(record, ClusterDatabase.Owner("silo-1"), "cpu", TimeProvider.System.GetUtcNow()),
                CancellationToken.None);
            var result = new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, "", "")
            {
                Family = "xgboost",
                Horizon = 4,
                Score = score,
                Tier = QualityTier.Medium,
                Action = GateAction.Warmup,
            };
            await database.TransactAsync(
                connection => ModelTable.FinishAsync(connection, key, 1, result, Now, CancellationToken.None),
                CancellationToken.None);
        }
    }
}

using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Storage.Runs;
using Huracan.Tests.Cluster.Harness;
using Npgsql;

namespace Huracan.Tests.Cluster.Runs;

public class ContestTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitId A = new("AUSDT", Timeframe.H1);
    private static readonly UnitId B = new("BUSDT", Timeframe.H1);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task A_factorys_run_is_judged_and_finished_only_when_all_its_scored_units_have_contended()
    {
        var (runs, contests, conclusions) = await TablesAsync();
        var runId = await FactoryAsync(runs, "20260101T000000Z-00000001");

        Assert.True(await conclusions.TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None));
        Assert.False(await conclusions.TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None)); // it is judged
        Assert.False(await contests.TryFinishAsync(runId, CancellationToken.None));
        var judged = (await runs.FindAsync(runId, CancellationToken.None))!;
        Assert.Equal((RunState.Running, null), (judged.State, judged.Finished));
        Assert.NotNull(await runs.SummaryAsync(runId, CancellationToken.None));
        Assert.Equal([runId], await runs.ConcludableAsync(CancellationToken.None)); // it is asked for again until it is finished
        Assert.Equal([A], await contests.OpenAsync(runId, CancellationToken.None));
        await runs.PauseAsync(runId, CancellationToken.None);
        Assert.Empty(await contests.OpenAsync(runId, CancellationToken.None));
        await runs.ResumeAsync(runId, CancellationToken.None);

        await ContendAsync(runId, A);
        var twice = await Assert.ThrowsAsync<PostgresException>(() => ContendAsync(runId, A));
        Assert.True(await contests.TryFinishAsync(runId, CancellationToken.None));
        Assert.False(await contests.TryFinishAsync(runId, CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, twice.SqlState);
        var report = (await contests.ReportAsync(runId, CancellationToken.None))!;
        Assert.Equal([("AUSDT", "promoted"), ("BUSDT", "skipped")], report.Units.Select(unit => (unit.Coin, unit.Outcome)));
        Assert.Equal(("AUSDT", "too few bars"), (Assert.Single(report.Drift).Coin, report.Drift[0].Report.Note));
        Assert.Equal(("CUSDT", 1, 1), (report.Excluded.Single().Coin, report.Counts["promoted"], report.Counts["skipped"]));
        var time = RunNames.TimeOf(runId)!.Value;
        Assert.Equal([runId], await contests.ReportIdsAsync(time, CancellationToken.None));
        Assert.Empty(await contests.ReportIdsAsync(time.AddSeconds(1), CancellationToken.None));
        var row = Assert.Single(await contests.PageAsync(null, 10, CancellationToken.None));
        Assert.Equal((runId, 1, 1, 1, 1), (row.RunId, row.Coins, row.Excluded, row.Counts["promoted"], row.Counts["skipped"]));
        Assert.NotNull(row.Finished);
        Assert.Empty(await contests.PageAsync(runId, 10, CancellationToken.None));
        Assert.Equal(RunState.Finished, (await runs.FindAsync(runId, CancellationToken.None))!.State);
        Assert.Equal("promoted", Assert.Single((await contests.FindAsync(new UnitKey(runId, A), CancellationToken.None))!).Outcome);
    }

    [PostgresFact]
    public async Task A_cancelled_one_is_finished_without_contests_and_a_retried_unit_has_it_judged_anew()
    {
        var (runs, contests, conclusions) = await TablesAsync();
        var runId = await FactoryAsync(runs, "20260101T000000Z-00000002");
        await conclusions.TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
        await runs.CancelAsync(runId, CancellationToken.None);

        Assert.Empty(await contests.OpenAsync(runId, CancellationToken.None));
        Assert.True(await contests.TryFinishAsync(runId, CancellationToken.None));
        Assert.Equal(RunState.Cancelled, (await runs.FindAsync(runId, CancellationToken.None))!.State);
        Assert.Equal(["BUSDT"], (await contests.ReportAsync(runId, CancellationToken.None))!.Units.Select(unit => unit.Coin));

        await runs.RetryAsync(new UnitKey(runId, B), CancellationToken.None);
        Assert.Null(await contests.ReportAsync(runId, CancellationToken.None));
        Assert.Null((await runs.FindAsync(runId, CancellationToken.None))!.Judged);
    }

    private async Task<string> FactoryAsync(RunTable runs, string runId)
    {
        await runs.CreateAsync(
            ClusterDatabase.New(runId, A, B) with
            {
                Factory = new FactoryPlan("", [new JudgedCoin("AUSDT", 400, 1e7, 0, null)], [new JudgedCoin("CUSDT", 9, 0, 0, "too new")]),
            },
            CancellationToken.None);
        await EndAsync(runId, new UnitResult(A.Coin, A.Timeframe, UnitStatus.Done, "", "")
        {
            Family = "xgboost",
            Horizon = 4,
            Score = 80,
            Tier = QualityTier.High,
            Action = GateAction.Active,
        });
        await EndAsync(runId, new UnitResult(B.Coin, B.Timeframe, UnitStatus.Skipped, "no candles", ""));
        return runId;
    }

    private async Task EndAsync(string runId, UnitResult result)
    {
        var (database, key) = (await cluster.DatabaseAsync(), new UnitKey(runId, result.Unit));
        await new UnitTable(database).ChangeAsync(
            key, record => UnitMachine.Claim(record, ClusterDatabase.Owner("silo-1"), "cpu", TimeProvider.System.GetUtcNow()),
            CancellationToken.None);
        await database.TransactAsync(
            connection => ModelTable.FinishAsync(connection, key, 1, result, Now, CancellationToken.None), CancellationToken.None);
    }

    private async Task<(RunTable, ContestTable, ConclusionTable)> TablesAsync()
    {
        var database = await cluster.DatabaseAsync();
        await database.ExecuteAsync("delete from runs", CancellationToken.None);
        return (
            new RunTable(database, TimeProvider.System), new ContestTable(database, TimeProvider.System),
            new ConclusionTable(database, TimeProvider.System));
    }

    private async Task ContendAsync(string runId, UnitId unit) => await (await cluster.DatabaseAsync()).TransactAsync(
        async connection =>
        {
            await ContestTable.AddAsync(
                connection, new UnitKey(runId, unit),
                [new FactoryUnit(unit.Coin, unit.Timeframe, GateAction.Active, "promoted", "", 4, runId, null)],
                [new ChampionDrift(unit.Coin, unit.Timeframe, 4, new DriftReport(runId, Now, [], "too few bars"))], Now,
                CancellationToken.None);
            return true;
        },
        CancellationToken.None);
}

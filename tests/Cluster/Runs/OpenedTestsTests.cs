using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Tests.Cluster.Events;
using Huracan.Tests.Cluster.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Runs;

[Collection(LargeCollection.Name)]
public class OpenedTestsTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private const int LastWithoutTime = 22;
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task A_run_pays_for_the_models_that_earlier_runs_tried_on_the_same_bars_even_when_they_are_forgotten()
    {
        var database = await cluster.DatabaseAsync();
        var first = await ConcludeAsync("one specification", sharpe: 0.025);
        await database.ExecuteAsync("delete from runs where id = $1", CancellationToken.None, first.RunId);

        var second = await ConcludeAsync("another specification", sharpe: 0.025);
        var again = await ConcludeAsync("another specification", sharpe: 0.025);

        Assert.Equal((GateAction.Active, 0), (first.Result.Action, first.Result.Verdict!.EarlierModels));
        Assert.Equal((GateAction.Warmup, 3), (second.Result.Action, second.Result.Verdict!.EarlierModels));
        Assert.Equal(second.Result.Verdict, again.Result.Verdict); // its own specification is no other trial
        Assert.Equal(second.Result.Action, second.Ranked);
        Assert.Equal(second.Result.Reason, second.Reason);
    }

    [PostgresFact]
    public async Task Each_run_judges_its_units_together_with_those_that_others_have_judged_and_keeps_what_it_found()
    {
        var (one, other) = (new UnitId("BUSDT", Timeframe.H1), new UnitId("CUSDT", Timeframe.H1));

        var first = await ConcludeAsync("one specification", sharpe: 0.025, one, "a market of two");
        var second = await ConcludeAsync("one specification", sharpe: 0.025, other, "a market of two");
        var again = await ConcludeAsync("one specification", sharpe: 0.025, other, "a market of two");

        Assert.Equal((1, 2, 2), (first.Result.Verdict!.Judged, second.Result.Verdict!.Judged, again.Result.Verdict!.Judged));
        var kept = await new OpenedTestTable(await cluster.DatabaseAsync()).OfUnitAsync(other, CancellationToken.None);
        Assert.Equal([again.RunId, second.RunId], kept.Select(test => test.RunId));
        Assert.All(
            kept, test => Assert.Equal(
                (true, second.Result.Verdict.PValue, "00000001"), (test.IsPromising, test.PValue, test.BarMarks)));
    }

    [PostgresFact]
    public async Task A_run_keeps_each_specification_that_it_tried()
    {
        var database = await cluster.DatabaseAsync();
        var unit = new UnitId("DUSDT", Timeframe.H1);
        var test = new OpenedTest("20260101T000000Z-00000000", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "m", "a", 3)
        {
            At = DateTimeOffset.UnixEpoch.AddYears(2),
            Unit = unit,
        };
        OpenedTest[] tried = [test, test with { Specification = "b" }];
        foreach (var one in tried.Append(test))
        {
            await using var connection = await database.OpenAsync(CancellationToken.None);
            await OpenedTestTable.AddAsync(connection, one, CancellationToken.None);
        }

        Assert.Equal(tried, await new OpenedTestTable(database).OfUnitAsync(unit, CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_run_pays_for_what_was_tried_before_it_looked_whatever_the_names_of_the_runs_say()
    {
        var unit = new UnitId("FUSDT", Timeframe.H1);
        var test = new OpenedTest(
            "20991231T000000Z-00000000", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "market of F", "another", 5)
        {
            Unit = unit,
            At = DateTimeOffset.UnixEpoch.AddYears(2),
            BarMarks = "00000001",
        };
        await AddAsync(test);
        var database = await cluster.DatabaseAsync();
        await using (var connection = await database.OpenAsync(CancellationToken.None))
        {
            await OpenedTestTable.AddAsync(
                connection,
                test with { RunId = "20000101T000000Z-00000000", Specification = "later", At = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero) },
                CancellationToken.None);
        }

        var concluded = await ConcludeAsync("one specification", sharpe: 0.025, unit, "market of F");

        Assert.Equal(5, concluded.Result.Verdict!.EarlierModels);
    }

    [PostgresFact]
    public async Task An_entry_of_an_earlier_version_has_the_time_of_its_run()
    {
        await using var database = new Database(await TestPostgres.CreateAsync());
        await Migrator.MigrateAsync(database, LastWithoutTime, CancellationToken.None);
        await database.ExecuteAsync(
            """
            insert into opened_tests (coin, timeframe, run_id, tested_from, tested_to, market, specification, candidates)
                values ('AUSDT', 60, '20260131T235958Z-00000000', now(), now(), 'm', 'a', 3)
            """,
            CancellationToken.None);

        Assert.Equal(["0023_opened"], await Migrator.MigrateAsync(database, LastWithoutTime + 1, CancellationToken.None));
        await Migrator.MigrateAsync(database, CancellationToken.None); // as this program reads entries

        var test = Assert.Single(await new OpenedTestTable(database).OfUnitAsync(Unit, CancellationToken.None));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero), test.At);
    }

    [PostgresFact]
    public async Task A_verdict_stays_until_there_is_another_one()
    {
        var test = new OpenedTest("20260101T000000Z-00000000", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "m", "a", 3)
        {
            At = DateTimeOffset.UnixEpoch.AddYears(2),
            Unit = new UnitId("EUSDT", Timeframe.H1),
        };
        var judged = test with { PValue = 0.25, IsPromising = true };

        Assert.Equal(judged, await AddAsync(judged));
        Assert.Equal(
            judged with { Candidates = 5 }, await AddAsync(test with { Candidates = 5, At = test.At.AddDays(1) })); // not judged again yet
        Assert.Equal(test with { Candidates = 5, IsPromising = false }, await AddAsync(test with { IsPromising = false }));
    }

    // The entry that is there then.
    private async Task<OpenedTest> AddAsync(OpenedTest test)
    {
        var database = await cluster.DatabaseAsync();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await OpenedTestTable.AddAsync(connection, test, CancellationToken.None);
        return Assert.Single(await new OpenedTestTable(database).OfUnitAsync(test.Unit, CancellationToken.None));
    }

    private async Task<(string RunId, UnitResult Result, GateAction? Ranked, string Reason)> ConcludeAsync(
        string specification, double sharpe, UnitId? of = null, string market = "market")
    {
        var unit = of ?? Unit;
        var database = await cluster.DatabaseAsync();
        var runId = await cluster.RunAsync(unit);
        var key = new UnitKey(runId, unit);
        var units = new UnitTable(database);
        var claimed = await units.ChangeAsync(
            key, record => UnitMachine.Claim(record, ClusterDatabase.Owner("silo-1"), "cpu", TimeProvider.System.GetUtcNow()),
            CancellationToken.None);
        var result = new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, "", "")
        {
            Family = "xgboost",
            Horizon = 4,
            Score = 90,
            Tier = QualityTier.High,
            Action = GateAction.Warmup,
            ProbabilisticSharpe = 0.99,
            Trades = 500,
            FundingMissingShare = 0,
            TrialsTried = 3,
            Evidence = new TestEvidence(
                DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), 8000, sharpe, 0, 3, market, specification, 3)
            {
                BarMarks = "00000001",
                ValidationSkill = 0.01,
                ValidationSharpe = 0.99,
            },
        };
        await database.TransactAsync(
            connection => ModelTable.FinishAsync(
                connection, key, claimed.Token, result, TimeProvider.System.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        await new ConclusionTable(database, TimeProvider.System)
            .TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
        var record = await units.FindAsync(key, CancellationToken.None);
        return (runId, record!.Result!, (await new ModelTable(database).FindAsync(key, CancellationToken.None))?.Action, record.Reason);
    }
}

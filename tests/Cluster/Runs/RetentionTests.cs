using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.TrackRecord;
using Huracan.Contracts;
using Huracan.Contracts.TrackRecord;
using Huracan.Contracts.Trading;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Runs;

public class RetentionTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);
    private static readonly DateTimeOffset Cutoff = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Old_runs_go_and_those_that_something_rests_on_stay()
    {
        var database = await cluster.DatabaseAsync();
        var old = await EndedAsync("2025-05-01");
        var serving = await EndedAsync("2025-05-02");
        await ExecuteAsync(
            """
            insert into models (run_id, coin, timeframe, family, horizon, score, tier, action, confidence, result, created)
            values ($1, 'AUSDT', 60, 'xgboost', 4, 50, 'LOW', 'CAUTION', 0.5, '{}', now())
            """,
            serving);
        await ExecuteAsync("insert into current_models (run_id, coin, timeframe) values ($1, 'AUSDT', 60)", serving);
        var judged = await EndedAsync("2025-05-03");
        var decided = await EndedAsync("2025-05-04");
        await ExecuteAsync(
            """
            insert into decided (timeframe, coin, run_id, action, score, tier, reason)
            values (60, 'BUSDT', $1, 'NO_TRADE', 0, 'REJECTED', '')
            """,
            decided);
        var recent = await EndedAsync("2025-06-02");
        var open = await cluster.RunAsync(Unit);
        var record = new TrackRecordTable(database);
        var row = Assert.Single(await record.AppendAsync([Decision(judged)], CancellationToken.None));
        var runs = new RunTable(database, TimeProvider.System);

        Assert.Equal(1, await runs.ForgetAsync(Cutoff, CancellationToken.None));
        Assert.Equal([open, recent, decided, judged, serving], await IdsAsync(runs));
        Assert.DoesNotContain(old, await IdsAsync(runs));
        Assert.Equal(
            0L, (await database.QueryAsync(
                "select count(*) from units where run_id = $1", reader => reader.GetInt64(0), CancellationToken.None, old)).Single());

        await record.AppendAsync([Outcome(row)], CancellationToken.None);
        Assert.Equal(1, await runs.ForgetAsync(Cutoff, CancellationToken.None));
        Assert.DoesNotContain(judged, await IdsAsync(runs)); // its last decision has its outcome
    }

    private static PaperDecision Decision(string runId) => new()
    {
        Coin = Unit.Coin,
        Timeframe = Unit.Timeframe,
        Closed = 3_600_000,
        RunId = runId,
        Family = "xgboost",
        Horizon = 4,
        Price = 1,
        Class = 0,
        Confidence = 0.5,
        Value = 0,
        IsTraded = false,
        Gate = new GateDecision(false, GateAction.NoTrade, "", 0, QualityTier.Rejected, 0),
    };

    private static PaperOutcome Outcome(RecordRow row) => new()
    {
        Coin = Unit.Coin,
        Timeframe = Unit.Timeframe,
        Closed = row.Decision.Closed,
        Decision = row.Number,
        ShouldTrade = false,
    };

    private static async Task<List<string>> IdsAsync(RunTable runs) =>
        [.. (await runs.PageAsync(null, 100, CancellationToken.None)).Select(run => run.RunId)];

    private async Task<string> EndedAsync(string day)
    {
        var runId = await cluster.RunAsync(Unit);
        await ExecuteAsync($"update runs set finished = '{day}', state = 'FINISHED' where id = $1", runId);
        return runId;
    }

    private async Task ExecuteAsync(string sql, string runId) =>
        await (await cluster.DatabaseAsync()).ExecuteAsync(sql, CancellationToken.None, runId);
}

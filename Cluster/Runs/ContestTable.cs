using System.Text.Json;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Storage.Champions;
using Huracan.Storage.Runs;
using Npgsql;

namespace Huracan.Cluster.Runs;

/// <summary>Which units of a factory's run have contended, and how; and the end of such a run.</summary>
public sealed class ContestTable(Database database, TimeProvider time)
{
    internal const string Find = "select outcomes from contests where run_id = $1 and coin = $2 and timeframe = $3";

    internal const string Open = """
        select u.coin, u.timeframe from units u join runs r on r.id = u.run_id
        where u.run_id = $1 and (u.state = 'SCORED' or u.result @> '{"is_only_compared": true}')
            and r.state = 'RUNNING' and r.judged is not null and r.finished is null
            and not exists (select from contests c where c.run_id = u.run_id and c.coin = u.coin and c.timeframe = u.timeframe)
        order by u.coin, u.timeframe
        """;

    internal const string IsOpen =
        "select exists (select from runs where id = $1 and factory is not null and judged is not null and finished is null)";

    internal const string OfRun = "select coin, timeframe, outcomes, drift from contests where run_id = $1";

    internal const string Insert = "insert into contests (run_id, coin, timeframe, at, outcomes, drift) values ($1, $2, $3, $4, $5, $6)";

    internal const string Plan = "select factory from runs where id = $1";

    internal const string Finish = "update runs set state = $2, finished = $3, factory_report = $4 where id = $1";

    internal const string Report = "select factory_report from runs where id = $1";

    internal const string Reports = "select id from runs where factory_report is not null and id >= $1 order by id";

    internal const string Page = """
        select id, created, finished, source, jsonb_array_length(factory_report->'coins'), jsonb_array_length(factory_report->'excluded'),
            factory_report->'counts'
        from runs where factory_report is not null and id < $1 order by id desc limit $2
        """;

    /// <summary>How a unit contended after a run; null where it has not yet.</summary>
    public async Task<IReadOnlyList<FactoryUnit>?> FindAsync(UnitKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Find, row => Outcomes(row, 0), cancellationToken, UnitTable.Key(key))).SingleOrDefault();

    /// <summary>The units of a run that are to contend and have not yet; none while it is not judged, or paused.</summary>
    public Task<List<UnitId>> OpenAsync(string runId, CancellationToken cancellationToken) =>
        database.QueryAsync(Open, row => new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), cancellationToken, runId);

    /// <summary>Notes how a unit contended, and the drift of its champions, within a transaction. A second time is refused.</summary>
    public static Task AddAsync(
        NpgsqlConnection connection, UnitKey key, IReadOnlyList<FactoryUnit> outcomes, IReadOnlyList<ChampionDrift> drift,
        DateTimeOffset now, CancellationToken cancellationToken) => Database.ExecuteAsync(
            connection, Insert, cancellationToken,
            [
                .. UnitTable.Key(key), now.ToUniversalTime(), Rows.Json(JsonSerializer.Serialize(outcomes, HuracanJson.Compact)),
                Rows.Json(JsonSerializer.Serialize(drift, HuracanJson.Compact)),
            ]);

    /// <summary>The report of a factory's run; null before it is finished, and of a plain run.</summary>
    public async Task<FactoryReport?> ReportAsync(string runId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Report, row => row.IsDBNull(0) ? null : ReportOf(row, 0), cancellationToken, runId)).SingleOrDefault();

    /// <summary>The reports there are, the latest first.</summary>
    /// <param name="before">The last run of the page before; null for the first page.</param>
    /// <param name="limit">Reports a page.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<FactoryRow>> PageAsync(string? before, int limit, CancellationToken cancellationToken) => database.QueryAsync(
        Page,
        row => new FactoryRow(
            row.GetString(0), row.Instant(1), row.IsDBNull(2) ? null : row.Instant(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
            HuracanJson.Deserialize<Dictionary<string, int>>(row.GetFieldValue<byte[]>(6), "runs.factory_report")),
        cancellationToken, before ?? "~", limit);

    /// <summary>The runs of the factory asked for since a time that have a report, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> ReportIdsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        await database.QueryAsync(Reports, row => row.GetString(0), cancellationToken, RunNames.PrefixOf(since));

    /// <summary>Finishes a factory's run once it is judged and every unit of it has contended; a cancelled one without that.</summary>
    /// <returns>Whether this call did.</returns>
    public async Task<bool> TryFinishAsync(string runId, CancellationToken cancellationToken) =>
        // asked after every unit: the run's lock is taken while the units contend only
        (await database.QueryAsync(IsOpen, row => row.GetBoolean(0), cancellationToken, runId)).Single()
            && await FinishAsync(runId, cancellationToken);

    private Task<bool> FinishAsync(string runId, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            var run = await RunTable.LockAsync(connection, runId, cancellationToken);
            if (run.Factory is null || run.Judged is null || run.Finished is not null || run.State == RunState.Paused)
                return false;
            var contests = (await Database.QueryAsync(
                connection, OfRun,
                row => (
                    Unit: new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), Outcomes: Outcomes(row, 2), Drift: Drift(row, 3)),
                cancellationToken, runId)).ToDictionary(row => row.Unit);
            var results = (await Database.QueryAsync(connection, ConclusionTable.Units, UnitTable.Read, cancellationToken, runId))
                .ConvertAll(UnitResults.Of);
            var units = results.SelectMany(result => result.Contends
                ? contests.GetValueOrDefault(result.Unit).Outcomes ?? []
                : [FactoryContest.NotScored(result)]).ToList();
            var isComplete = results.TrueForAll(result => !result.Contends || contests.ContainsKey(result.Unit));
            if (run.State != RunState.Cancelled && !isComplete)
                return false;
            var plan = (await Database.QueryAsync(
                connection, Plan, row => HuracanJson.Deserialize<FactoryPlan>(row.GetFieldValue<byte[]>(0), "runs.factory"),
                cancellationToken, runId)).Single();
            var report = FactoryReport.Of(runId, run.Source, plan.Coins, plan.Excluded, units, results) with
            {
                Drift =
                [
                    .. contests.Values.SelectMany(contest => contest.Drift).OrderBy(champion => champion.Coin, StringComparer.Ordinal)
                        .ThenBy(champion => champion.Timeframe).ThenBy(champion => champion.Horizon),
                ],
            };
            var state = run.State == RunState.Cancelled ? RunState.Cancelled : RunState.Finished;
            await Database.ExecuteAsync(
                connection, Finish, cancellationToken, runId, state.ToString().ToUpperInvariant(), time.GetUtcNow(),
                Rows.Json(JsonSerializer.Serialize(report, HuracanJson.Compact)));
            await RunTable.NotifyAsync(connection, runId, state, cancellationToken);
            return true;
        },
        cancellationToken);

    private static IReadOnlyList<FactoryUnit> Outcomes(NpgsqlDataReader row, int column) =>
        HuracanJson.Deserialize<List<FactoryUnit>>(row.GetFieldValue<byte[]>(column), "contests.outcomes");

    private static IReadOnlyList<ChampionDrift> Drift(NpgsqlDataReader row, int column) =>
        HuracanJson.Deserialize<List<ChampionDrift>>(row.GetFieldValue<byte[]>(column), "contests.drift");

    private static FactoryReport ReportOf(NpgsqlDataReader row, int column) =>
        HuracanJson.Deserialize<FactoryReport>(row.GetFieldValue<byte[]>(column), "runs.factory_report");
}

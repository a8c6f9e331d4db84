using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Npgsql;

namespace Huracan.Cluster.Models;

/// <summary>Which runs tried models on a unit's test part; see <see cref="OpenedTest"/>.</summary>
internal static class OpenedTestTable
{
    internal const string Put = """
        insert into opened_tests (run_id, coin, timeframe, tested_from, tested_to, market, specification, candidates)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (coin, timeframe, run_id) do update set tested_from = excluded.tested_from, tested_to = excluded.tested_to,
            market = excluded.market, specification = excluded.specification, candidates = excluded.candidates
        """;

    // A run's id begins with its time.
    internal const string Before = """
        select t.coin, t.timeframe, t.run_id, t.tested_from, t.tested_to, t.market, t.specification, t.candidates
        from opened_tests t join units u on u.run_id = $1 and u.coin = t.coin and u.timeframe = t.timeframe
        where t.run_id < $1 order by t.coin, t.timeframe, t.run_id
        """;

    /// <summary>Adds what a run tried, within a transaction; the same run again replaces it.</summary>
    public static Task AddAsync(NpgsqlConnection connection, UnitKey key, TestEvidence evidence, CancellationToken cancellationToken) =>
        Database.ExecuteAsync(
            connection, Put, cancellationToken,
            [.. UnitTable.Key(key), evidence.From, evidence.To, evidence.Market, evidence.Specification, evidence.Candidates]);

    /// <summary>What earlier runs tried on the test parts of a run's units.</summary>
    public static async Task<ILookup<UnitId, OpenedTest>> BeforeAsync(
        NpgsqlConnection connection, string runId, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(connection, Before, Read, cancellationToken, runId)).ToLookup(row => row.Unit, row => row.Test);

    private static (UnitId Unit, OpenedTest Test) Read(NpgsqlDataReader row) => (
        new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))),
        new OpenedTest(row.GetString(2), row.Instant(3), row.Instant(4), row.GetString(5), row.GetString(6), row.GetInt32(7)));
}

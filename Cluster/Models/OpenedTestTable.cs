using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Npgsql;
using NpgsqlTypes;

namespace Huracan.Cluster.Models;

/// <summary>What runs tried on the test parts of units; see <see cref="OpenedTest"/>.</summary>
public sealed class OpenedTestTable(Database database)
{
    internal const string Put = """
        insert into opened_tests (
            coin, timeframe, run_id, tested_from, tested_to, market, specification, candidates, bar_marks, p_value, promising, opened)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (coin, timeframe, run_id, specification) do update set tested_from = excluded.tested_from,
            tested_to = excluded.tested_to, market = excluded.market,
            candidates = greatest(excluded.candidates, opened_tests.candidates), bar_marks = excluded.bar_marks,
            p_value = case when excluded.promising is null then opened_tests.p_value else excluded.p_value end,
            promising = coalesce(excluded.promising, opened_tests.promising), opened = least(excluded.opened, opened_tests.opened)
        """;

    internal const string Columns =
        "t.coin, t.timeframe, t.run_id, t.tested_from, t.tested_to, t.market, t.specification, t.candidates, t.bar_marks, t.p_value, "
            + "t.promising, t.opened";

    // Of the units that are not the run's own, only the newest verdict until its latest look counts.
    internal const string Known = $"""
        with latest as (select coalesce(max(opened), 'infinity') as look from opened_tests where run_id = $1)
        select {Columns} from opened_tests t, latest
        where exists (select from units u where u.run_id = $1 and u.coin = t.coin and u.timeframe = t.timeframe)
            or t.promising is not null and t.opened <= latest.look and not exists (
                select from opened_tests n
                where n.coin = t.coin and n.timeframe = t.timeframe and n.market = t.market and n.promising is not null
                    and (n.opened, n.run_id, n.specification) > (t.opened, t.run_id, t.specification) and n.opened <= latest.look)
        order by t.opened, t.run_id, t.coin, t.timeframe, t.specification
        """;

    internal const string OfUnit = $"""
        select {Columns} from opened_tests t where t.coin = $1 and t.timeframe = $2
        order by t.opened desc, t.run_id desc, t.specification
        """;

    /// <summary>All that was tried on a unit's test part, the latest first.</summary>
    public Task<List<OpenedTest>> OfUnitAsync(UnitId unit, CancellationToken cancellationToken) =>
        database.QueryAsync(OfUnit, Read, cancellationToken, unit.Coin, unit.Timeframe.Minutes);

    /// <summary>
    /// Adds what a run tried, within a transaction; the same run and specification again replaces it, see <see cref="OpenedTest.After"/>.
    /// </summary>
    public static Task AddAsync(NpgsqlConnection connection, OpenedTest test, CancellationToken cancellationToken) =>
        Database.ExecuteAsync(connection, Put, cancellationToken, Row(test));

    /// <summary>
    /// What was tried on the test parts of a run's units, and the newest verdicts of all others until its latest look, by time.
    /// </summary>
    public static Task<List<OpenedTest>> KnownAsync(NpgsqlConnection connection, string runId, CancellationToken cancellationToken) =>
        Database.QueryAsync(connection, Known, Read, cancellationToken, runId);

    internal static object[] Row(OpenedTest test) =>
    [
        test.Unit.Coin, test.Unit.Timeframe.Minutes, test.RunId, test.From, test.To, test.Market, test.Specification, test.Candidates,
        test.BarMarks, test.PValue,
        new NpgsqlParameter { Value = (object?)test.IsPromising ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
        test.At,
    ];

    private static OpenedTest Read(NpgsqlDataReader row) => new(
        row.GetString(2), row.Instant(3), row.Instant(4), row.GetString(5), row.GetString(6), row.GetInt32(7))
    {
        Unit = new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))),
        BarMarks = row.GetString(8),
        PValue = row.GetDouble(9),
        IsPromising = row.IsDBNull(10) ? null : row.GetBoolean(10),
        At = row.Instant(11),
    };
}

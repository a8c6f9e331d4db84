using System.Reflection;
using System.Text.RegularExpressions;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Tests.Cluster.Events;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;
using Npgsql;

namespace Huracan.Tests.Cluster.Units;

/// <summary>
/// No statement reads a large table from end to end. Plans are those for values nobody knows yet, so that no lucky value hides a bad one.
/// </summary>
[Collection(LargeCollection.Name)]
public partial class QueryPlanTests
{
    // Where an unknown value would be taken for one that touches a third of the table, which it never is.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["EventTable.Forget"] = "'2025-01-01 00:00:10+00', 10000",
        ["TrackRecordTable.ByUnit"] = "59000",
    };

    private static readonly string[] Fill =
    [
        "set session_replication_role = replica", // what is made here refers to what is made here: not checked row by row
        "set synchronous_commit = off",
        """
        insert into runs (id, created, state, version, source, config, features, request_hash, finished)
        select 'run' || to_char(i, 'FM0000'), '2025-01-01'::timestamptz + i * interval '1 hour', 'FINISHED', 'v1', '', '', '', '', now()
        from generate_series(0, 199) i
        """,
        """
        insert into units
            (run_id, coin, timeframe, state, desired_state, token, row_version, faults, priority, progress, reason, since)
        select 'run' || to_char(i / 1000, 'FM0000'), 'C' || i % 250 || 'USDT', 60 * (1 + i % 1000 / 250),
            case when i % 100 = 0 then 'QUEUED' else 'SCORED' end, 'RUN', 0, 0, 0, 0, 0, '', '2025-01-01'
        from generate_series(0, 199999) i
        """,
        """
        insert into unit_changes (run_id, coin, timeframe, at, before, state, desired_state, token, faults, reason)
        select run_id, coin, timeframe, '2025-01-01', 'QUEUED', state, desired_state, 0, 0, '' from units
        """,
        "insert into files (run_id, coin, timeframe, path, blob, sha256, size, token) select run_id, coin, timeframe, 'unit.json', run_id "
            + "|| coin || timeframe, '', 1, 1 from units",
        """
        insert into events (tx, at, run_id, coin, timeframe, kind, data)
        select (i + 1)::text::xid8, '2025-01-01'::timestamptz + i * interval '5 seconds', 'run' || to_char(i / 1000, 'FM0000'),
            'C' || i % 250 || 'USDT', 60, 'unit', '{}' from generate_series(0, 199999) i
        """,
        "select ensure_decision_month('2025-01-15'), ensure_decision_month('2025-02-15')",
        """
        insert into decisions (at, coin, timeframe, run_id, class, confidence, should_trade, action, reason)
        select '2025-01-01'::timestamptz + i * interval '20 seconds', 'C' || i % 250 || 'USDT', 60, 'run0001', 0, 0.5, false, 'NO_TRADE', ''
        from generate_series(0, 199999) i
        """,
        """
        insert into track_record (number, content, hash)
        select i, json_build_object(
            'kind', case when i <= 30000 then 'DECISION' else 'OUTCOME' end, 'coin', 'C' || i % 250 || 'USDT', 'timeframe', '1h',
            'closed', i, 'recorded', i, 'decision', case when i > 30000 then i - 30000 end), decode(repeat('00', 32), 'hex')
        from generate_series(1, 60000) i
        """,
        "insert into blobs select run_id || i, '' from (select run_id, generate_series(0, 99) i from (select distinct run_id from "
            + "units) r) b",
        """
        insert into schedule_history (task, occurrence, state, ended, attempt, missed, summary)
        select 'task' || i % 4, '2025-01-01'::timestamptz + i * interval '1 minute', 'DONE', now(), 1, 0, ''
        from generate_series(0, 199999) i
        """,
        "analyze",
    ];

    [PostgresFact]
    public async Task No_statement_scans_a_table_of_two_hundred_thousand_rows()
    {
        await using var database = await TestPostgres.MigratedAsync();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        foreach (var sql in Fill)
            await RunAsync(connection, sql);

        var statements = Statements().ToList();
        Assert.True(statements.Count >= 40, $"{statements.Count} statements found");
        var scans = new List<string>();
        foreach (var (name, sql) in statements)
        {
            var plan = await PlanAsync(connection, name, sql);
            if (Scan().IsMatch(plan))
                scans.Add($"{name}: {sql}\n{plan}");
        }

        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    private static IEnumerable<(string Name, string Sql)> Statements() =>
        from type in typeof(UnitTable).Assembly.GetTypes()
        where type.Namespace is not null && type.Namespace != typeof(PostgresStudies).Namespace
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        where field.IsLiteral && field.FieldType == typeof(string)
        let sql = (string)field.GetRawConstantValue()!
        where Statement().IsMatch(sql)
        select ($"{type.Name}.{field.Name}", sql);

    private static async Task<string> PlanAsync(NpgsqlConnection connection, string name, string sql)
    {
        var count = Parameter()
            .Matches(sql)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max();
        var known = Known.GetValueOrDefault(name);
        var values = known ?? string.Join(", ", Enumerable.Repeat("null", count));
        await RunAsync(connection, $"set plan_cache_mode = {(known is null ? "force_generic_plan" : "force_custom_plan")}");
        await RunAsync(connection, $"prepare statement as {sql}");
        try
        {
            var lines = await Database.QueryAsync(
                connection, $"explain execute statement{(count > 0 ? $"({values})" : "")}", row => row.GetString(0),
                CancellationToken.None);
            return string.Join('\n', lines);
        }
        finally
        {
            await RunAsync(connection, "deallocate statement");
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"Seq Scan on ((units|unit_changes|events|files|blobs|track_record|schedule_history)\b|decisions)")]
    private static partial Regex Scan();
}

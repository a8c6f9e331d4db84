using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Npgsql;

namespace Huracan.Cluster.Decisions;

/// <summary>
/// The latest action of each unit across all runs. A changed action raises an event; concluding a run again raises events only for changes.
/// </summary>
internal static class DecidedTable
{
    internal const string Before = "select coin, run_id, action, score, tier, reason from decided where timeframe = $1 and coin = any($2)";

    // Taken from the thresholds just published, so that both agree.
    internal const string Put = """
        insert into decided (timeframe, coin, run_id, action, score, tier, reason)
        select t.timeframe, entry.key, t.run_id, entry.value->>'action', (entry.value->>'score_0_100')::double precision,
            entry.value->>'quality_tier', entry.value->>'reason'
        from thresholds t cross join lateral jsonb_each(t.content->'coins') entry where t.timeframe = $1 and t.run_id = $2
        on conflict (timeframe, coin) do update set run_id = excluded.run_id, action = excluded.action, score = excluded.score,
            tier = excluded.tier, reason = excluded.reason
        """;

    // Serializes concluding runs, so that the second sees the actions of the first.
    internal const string LockDecided = "select pg_advisory_xact_lock(1145389897)"; // "DECI"

    /// <summary>Stores the actions of a run's published thresholds, and raises events for those that changed.</summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection, string runId, Timeframe timeframe, ThresholdsFile thresholds, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(connection, LockDecided, cancellationToken);
        var before = (await Database.QueryAsync(
            connection, Before, Read, cancellationToken, timeframe.Minutes,
            Rows.Texts(thresholds.Coins.Keys))).ToDictionary(row => row.Coin);
        await Database.ExecuteAsync(connection, Put, cancellationToken, timeframe.Minutes, runId);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (coin, now) in thresholds.Coins)
        {
            var decided = new Decided(coin, runId, now.Action, now.Score0100, now.QualityTier.Text(), now.Reason);
            var earlier = before.GetValueOrDefault(coin);
            if (decided != earlier)
                batch.BatchCommands.Add(EventTable.AppendCommand(EventOf(decided, earlier, timeframe)));
        }
        if (batch.BatchCommands.Count == 0)
            return;
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NewEvent EventOf(Decided now, Decided? earlier, Timeframe timeframe) =>
        new(now.RunId, new UnitId(now.Coin, timeframe), "decision", new
        {
            now.Action,
            Before = earlier?.Action == now.Action ? null : earlier?.Action,
            now.Score,
            now.Tier,
            now.Reason,
        });

    private static Decided Read(NpgsqlDataReader row) =>
        new(
            row.GetString(0), row.GetString(1), TradingText.ParseAction(row.GetString(2)), row.GetDouble(3), row.GetString(4),
            row.GetString(5));

    private sealed record Decided(string Coin, string RunId, GateAction Action, double Score, string Tier, string Reason);
}

using System.Text.Json;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;
using Npgsql;

namespace Huracan.Cluster.Models;

/// <summary>The models chosen by scored units, and the latest model of each unit.</summary>
public sealed class ModelTable(Database database)
{
    internal const string Put = """
        insert into models (run_id, coin, timeframe, family, horizon, score, tier, action, net_edge, confidence, result, created)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (run_id, coin, timeframe) do update set family = excluded.family, horizon = excluded.horizon, score = excluded.score,
            tier = excluded.tier,
            action = excluded.action, net_edge = excluded.net_edge, confidence = excluded.confidence, result = excluded.result,
            created = excluded.created
        """;

    // A run's id begins with its time, so a run that was created earlier but ends later does not replace the model of a newer run.
    internal const string PutCurrent = """
        insert into current_models (run_id, coin, timeframe) values ($1, $2, $3)
        on conflict (coin, timeframe) do update set run_id = excluded.run_id where current_models.run_id < excluded.run_id
        """;

    internal const string JudgeUnit =
        "update units set reason = $4, result = $5, row_version = row_version + 1 where run_id = $1 and coin = $2 and timeframe = $3";

    internal const string JudgeModel =
        "update models set tier = $4, action = $5, result = $6 where run_id = $1 and coin = $2 and timeframe = $3";

    internal const string Columns =
        "m.coin, m.timeframe, m.run_id, m.family, m.horizon, m.score, m.tier, m.action, m.net_edge, m.confidence, m.created";

    internal const string Ranking =
        $"select {Columns} from current_models c join models m using (run_id, coin, timeframe) order by m.score desc, m.coin, m.timeframe";

    internal const string Current =
        $"select {Columns} from current_models c join models m using (run_id, coin, timeframe) where c.coin = $1 and c.timeframe = $2";

    internal const string OfRun = $"select {Columns} from models m where m.run_id = $1 and m.coin = $2 and m.timeframe = $3";

    /// <summary>Finishes a unit with its claim's token and adds the model it chose, if any, within a transaction.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public static async Task<UnitRecord> FinishAsync(
        NpgsqlConnection connection, UnitKey key, long token, UnitResult result, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unit = await UnitTable.ChangeAsync(
            connection, key, record => UnitMachine.Finish(record, token, result, now), cancellationToken);
        if (result is not { Status: UnitStatus.Done, Family: { } family, Horizon: { } horizon, Score: { } score }
            || result is not { Tier: { } tier, Action: { } action })
            return unit;
        await Database.ExecuteAsync(
            connection, Put, cancellationToken,
            [
                .. UnitTable.Key(key), family, horizon, score, tier.Text(), action.Text(),
                Rows.Number(result.NetEdgeBps is { } edge && double.IsFinite(edge) ? edge : null),
                QualityTiers.MinConfidenceOf(tier), Rows.Json(JsonSerializer.Serialize(result, HuracanJson.Compact)), now,
            ]);
        await Database.ExecuteAsync(connection, PutCurrent, cancellationToken, UnitTable.Key(key));
        if (OpenedTest.Of(key.RunId, result, now) is { } opened)
            await OpenedTestTable.AddAsync(connection, opened, cancellationToken);
        return unit;
    }

    /// <summary>Gives the units of a run the results that they have among all of it, within a transaction.</summary>
    public static async Task JudgeAsync(
        NpgsqlConnection connection, string runId, IReadOnlyList<UnitResult> results, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var result in results.Where(result => result is { Tier: not null, Action: not null }))
        {
            var (key, content) = (UnitTable.Key(new UnitKey(runId, result.Unit)), JsonSerializer.Serialize(result, HuracanJson.Compact));
            batch.BatchCommands.Add(Database.BatchCommand(JudgeUnit, [.. key, result.Reason, Rows.Json(content)]));
            batch.BatchCommands.Add(Database.BatchCommand(
                JudgeModel, [.. key, result.Tier!.Value.Text(), result.Action!.Value.Text(), Rows.Json(content)])); // there, as asked
            if (OpenedTest.Of(runId, result, now) is { } opened)
                batch.BatchCommands.Add(Database.BatchCommand(OpenedTestTable.Put, OpenedTestTable.Row(opened)));
        }
        if (batch.BatchCommands.Count == 0)
            return;
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The model of a unit that serves, within a transaction; null where there is none.</summary>
    public static async Task<ServingModel?> ServingAsync(NpgsqlConnection connection, UnitId unit, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(connection, Current, Read, cancellationToken, unit.Coin, unit.Timeframe.Minutes)).SingleOrDefault()
            is { } row ? new ServingModel(row.RunId, row.Family, row.Horizon, row.Score) : null;

    /// <summary>Every unit's latest model, the best score first.</summary>
    public Task<List<RankingRow>> RankingAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(Ranking, Read, cancellationToken);

    /// <summary>A unit's latest model, or null.</summary>
    public async Task<RankingRow?> CurrentAsync(UnitId unit, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Current, Read, cancellationToken, unit.Coin, unit.Timeframe.Minutes)).SingleOrDefault();

    /// <summary>The model a unit chose in one run, or null.</summary>
    public async Task<RankingRow?> FindAsync(UnitKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(OfRun, Read, cancellationToken, UnitTable.Key(key))).SingleOrDefault();

    private static RankingRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), new Timeframe(row.GetInt32(1)), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetDouble(5),
        Enum.Parse<QualityTier>(row.GetString(6), ignoreCase: true),
        TradingText.ParseAction(row.GetString(7)), row.DoubleOrNull(8), row.GetDouble(9), row.Instant(10));
}

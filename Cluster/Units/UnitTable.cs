using System.Text.Json;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Npgsql;

namespace Huracan.Cluster.Units;

/// <summary>
/// The units' records in PostgreSQL. In the same transaction a change raises an event, and a state change is added to the unit's history.
/// </summary>
public sealed class UnitTable(Database database)
{
    internal const string Columns =
        "run_id, coin, timeframe, state, desired_state, owner, owner_address, token, faults, not_before, priority, device, progress, "
            + "activity, reason, result, since, liquidity, champion_expires";

    /// <summary>Condition for units that have not ended, worded as in the partial index so that it is used.</summary>
    internal static readonly string IsOpen = $"state not in ({string.Join(", ", UnitStates.Ends.Select(state => $"'{state.Text}'"))})";

    internal const string Find = $"select {Columns} from units where run_id = $1 and coin = $2 and timeframe = $3";

    internal const string OfRun =
        $"select {Columns} from units where run_id = $1 and (coin, timeframe) > ($2, $3) order by coin, timeframe limit $4";

    internal static readonly string Open = $"select {Columns} from units where run_id = $1 and {IsOpen}";

    internal const string History =
        $"select {Columns} from units where coin = $1 and timeframe = $2 and run_id < $3 order by run_id desc limit $4";

    internal static readonly string OpenByState =
        $"select state, count(*)::int from units where {IsOpen} group by state";

    internal const string Update = """
        update units set state = $4, desired_state = $5, owner = $6, owner_address = $7, token = $8, faults = $9, not_before = $10,
            priority = $11, device = $12, progress = $13, activity = $14, reason = $15, result = $16, since = $17,
            row_version = row_version + 1
        where run_id = $1 and coin = $2 and timeframe = $3
        """;

    /// <summary>A unit's record, or null where there is no such unit.</summary>
    public async Task<UnitRecord?> FindAsync(UnitKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Find, Read, cancellationToken, Key(key))).SingleOrDefault();

    /// <summary>
    /// Changes a record under its lock: of two concurrent changes, the second sees the result of the first. When
    /// <paramref name="change"/> throws, or gives back what it got, nothing is written.
    /// </summary>
    /// <returns>The record after the change.</returns>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    public Task<UnitRecord> ChangeAsync(UnitKey key, Func<UnitRecord, UnitRecord> change, CancellationToken cancellationToken) =>
        database.TransactAsync(connection => ChangeAsync(connection, key, change, cancellationToken), cancellationToken);

    /// <summary>The same as part of a larger transaction, which holds the record's lock until it ends.</summary>
    public static async Task<UnitRecord> ChangeAsync(
        NpgsqlConnection connection, UnitKey key, Func<UnitRecord, UnitRecord> change, CancellationToken cancellationToken)
    {
        var before = (await Database.QueryAsync(connection, Find + " for update", Read, cancellationToken, Key(key))).SingleOrDefault()
            ?? throw new KeyNotFoundException($"There is no unit {key}.");
        var after = change(before);
        if (after == before)
            return after;
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, before, after);
        batch.BatchCommands.Add(EventTable.NotifyCommand());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return after;
    }

    /// <summary>Changes all of a run's units that have not ended, each as ChangeAsync would.</summary>
    internal static async Task ChangeOpenAsync(
        NpgsqlConnection connection, string runId, Func<UnitRecord, UnitRecord> change, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var before in await Database.QueryAsync(
            connection, Open + " order by coin, timeframe for update", Read, cancellationToken, runId))
        {
            var after = change(before);
            if (after == before)
                continue;
            Add(batch, before, after);
        }
        if (batch.BatchCommands.Count == 0)
            return;
        await batch.PrepareAsync(cancellationToken); // three statements, each planned once instead of for every unit
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Units of a run in the order of coins and timeframes.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The last unit of the page before; null for the first page.</param>
    /// <param name="limit">Units a page.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<UnitRecord>> OfRunAsync(string runId, UnitId? after, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(OfRun, Read, cancellationToken, runId, after?.Coin ?? "", after?.Timeframe.Minutes ?? 0, limit);

    /// <summary>A run's units that have not ended.</summary>
    public Task<List<UnitRecord>> OpenAsync(string runId, CancellationToken cancellationToken) =>
        database.QueryAsync(Open, Read, cancellationToken, runId);

    /// <summary>Number of units that have not ended, over all runs, by state.</summary>
    public async Task<IReadOnlyDictionary<UnitState, int>> OpenByStateAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            OpenByState, row => (State: Enum.Parse<UnitState>(row.GetString(0), ignoreCase: true), Count: row.GetInt32(1)),
            cancellationToken))
            .ToDictionary(row => row.State, row => row.Count);

    /// <summary>One unit's records over the runs, the latest first.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="before">The last run of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<UnitRecord>> HistoryAsync(UnitId unit, string? before, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(History, Read, cancellationToken, unit.Coin, unit.Timeframe.Minutes, before ?? "~", limit);

    /// <summary>Writes the records of a new run, all at once.</summary>
    internal static async Task InsertAsync(
        NpgsqlConnection connection, IEnumerable<UnitRecord> records, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy units (run_id, coin, timeframe, state, desired_state, token, row_version, faults, priority, progress, reason, since, "
                + "liquidity, champion_expires) from stdin (format binary)",
            cancellationToken);
        foreach (var record in records)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var text in new[] { record.Key.RunId, record.Key.Unit.Coin })
                await copy.WriteAsync(text, cancellationToken);
            await copy.WriteAsync(record.Key.Unit.Timeframe.Minutes, cancellationToken);
            await copy.WriteAsync(EnumText(record.State), cancellationToken);
            await copy.WriteAsync(EnumText(record.DesiredState), cancellationToken);
            await copy.WriteAsync(record.Token, cancellationToken);
            await copy.WriteAsync(0L, cancellationToken);
            await copy.WriteAsync(record.Faults, cancellationToken);
            await copy.WriteAsync(record.Priority, cancellationToken);
            await copy.WriteAsync(record.Progress, cancellationToken);
            await copy.WriteAsync(record.Reason, cancellationToken);
            await copy.WriteAsync(record.Since.ToUniversalTime(), cancellationToken);
            await copy.WriteAsync(record.Liquidity, cancellationToken);
            if (record.ChampionExpires is { } expires)
                await copy.WriteAsync(expires.ToUniversalTime(), cancellationToken);
            else
                await copy.WriteNullAsync(cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    internal static string EnumText<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    internal static object?[] Key(UnitKey key) => [key.RunId, key.Unit.Coin, key.Unit.Timeframe.Minutes];

    internal static UnitRecord Read(NpgsqlDataReader row) =>
        new(new UnitKey(row.GetString(0), new UnitId(row.GetString(1), new Timeframe(row.GetInt32(2)))))
        {
            State = Enum.Parse<UnitState>(row.GetString(3), ignoreCase: true),
            DesiredState = Enum.Parse<DesiredState>(row.GetString(4), ignoreCase: true),
            Owner = row.TextOrNull(5),
            OwnerAddress = row.TextOrNull(6),
            Token = row.GetInt64(7),
            Faults = row.GetInt32(8),
            NotBefore = row.Instant(9),
            Priority = row.GetInt32(10),
            Device = row.TextOrNull(11),
            Progress = row.GetDouble(12),
            Activity = row.IsDBNull(13) ? null : HuracanJson.Deserialize<UnitActivity>(row.GetFieldValue<byte[]>(13), "units.activity"),
            Reason = row.GetString(14),
            Result = row.IsDBNull(15) ? null : HuracanJson.Deserialize<UnitResult>(row.GetFieldValue<byte[]>(15), "units.result"),
            Since = row.Instant(16),
            Liquidity = row.GetDouble(17),
            ChampionExpires = row.IsDBNull(18) ? null : row.Instant(18),
        };

    private static NpgsqlParameter Json<T>(T? value)
        where T : class => Rows.Json(value is null ? null : JsonSerializer.Serialize(value, HuracanJson.Compact));

    private static void Add(NpgsqlBatch batch, UnitRecord before, UnitRecord after)
    {
        batch.BatchCommands.Add(Database.BatchCommand(Update, Values(after)));
        if (UnitChangeTable.IsStep(before, after))
            batch.BatchCommands.Add(UnitChangeTable.AppendCommand(before, after));
        batch.BatchCommands.Add(EventTable.AppendCommand(UnitEvents.Of(before, after)));
    }

    private static object?[] Values(UnitRecord record) =>
    [
        .. Key(record.Key), EnumText(record.State), EnumText(record.DesiredState), Rows.Text(record.Owner),
        Rows.Text(record.OwnerAddress), record.Token, record.Faults, record.NotBefore.OrNull(), record.Priority, Rows.Text(record.Device),
        record.Progress, Json(record.Activity), record.Reason, Json(record.Result), record.Since.ToUniversalTime(),
    ];
}

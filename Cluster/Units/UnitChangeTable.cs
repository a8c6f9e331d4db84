using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Trading;
using Npgsql;

namespace Huracan.Cluster.Units;

/// <summary>
/// The history of each unit within its run. <see cref="UnitTable"/> writes it in the transactions that change the records.
/// </summary>
public sealed class UnitChangeTable(Database database)
{
    internal const string Append = """
        insert into unit_changes (run_id, coin, timeframe, at, before, state, desired_state, owner, token, faults, reason)
            values ($1, $2, $3, clock_timestamp(), $4, $5, $6, $7, $8, $9, $10)
        """;

    internal const string OfUnit = """
        select run_id, at, before, state, desired_state, owner, token, faults, reason, id from unit_changes
        where run_id = $1 and coin = $2 and timeframe = $3 and id < $4 order by id desc limit $5
        """;

    internal const string Spans = """
        select coin, timeframe, min(at) filter (where token > 0),
            coalesce(min(at) filter (where state = 'FINALIZING'), min(at) filter (where token > 0)), max(at)
        from unit_changes where run_id = $1 group by coin, timeframe having bool_or(token > 0)
        """;

    /// <summary>The state changes of a unit of a run, the latest first, each with its id.</summary>
    /// <param name="key">The unit.</param>
    /// <param name="before">Id of the last change of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<(UnitChange View, long Number)>> OfUnitAsync(
        UnitKey key, long? before, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(
            OfUnit,
            row => (
                new UnitChange(
                    row.GetString(0), row.Instant(1), State(row.GetString(2)), State(row.GetString(3)), row.GetString(4), row.TextOrNull(5),
                    row.GetInt64(6), row.GetInt32(7), row.GetString(8)),
                row.GetInt64(9)),
            cancellationToken, [.. UnitTable.Key(key), before ?? long.MaxValue, limit]);

    /// <summary>When the units of a run were at work: from when a silo began first, and from when it trained, to the last change. Units
    /// that no silo began are left out.</summary>
    public async Task<IReadOnlyDictionary<UnitId, (DateTimeOffset First, DateTimeOffset Trained, DateTimeOffset Last)>> SpansAsync(
        string runId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            Spans, row => (
                Unit: new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))),
                Span: (First: row.Instant(2), Trained: row.Instant(3), Last: row.Instant(4))),
            cancellationToken, runId)).ToDictionary(row => row.Unit, row => row.Span);

    /// <summary>Whether a change is a transition, not only progress.</summary>
    internal static bool IsStep(UnitRecord before, UnitRecord after) =>
        (before.State, before.DesiredState, before.Owner, before.Token) != (after.State, after.DesiredState, after.Owner, after.Token);

    internal static NpgsqlBatchCommand AppendCommand(UnitRecord before, UnitRecord after) => Database.BatchCommand(
        Append,
        [
            .. UnitTable.Key(after.Key),
            UnitTable.EnumText(before.State), UnitTable.EnumText(after.State), UnitTable.EnumText(after.DesiredState),
            Rows.Text(after.Owner ?? before.Owner), after.Token, after.Faults, after.Reason,
        ]);

    private static UnitState State(string text) => Enum.Parse<UnitState>(text, ignoreCase: true);
}

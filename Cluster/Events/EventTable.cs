using System.Globalization;
using System.Text.Json;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Npgsql;

namespace Huracan.Cluster.Events;

/// <summary>
/// Events in a stable order. Readers page by (transaction, id) and stop before the oldest transaction that is still open, so that an event
/// that commits late is not skipped.
/// </summary>
public sealed class EventTable(Database database)
{
    /// <summary>The NOTIFY channel for new events.</summary>
    public const string Channel = "huracan_events";

    internal const string Append =
        "insert into events (at, run_id, coin, timeframe, kind, data) values (clock_timestamp(), $1, $2, $3, $4, $5)";

    internal const string Notify = $"select pg_notify('{Channel}', '')";

    // Ordered by the table's column, not by the selected text of the same name, in which 1000 comes before 999.
    internal const string After = """
        select tx::text, id, at, run_id, coin, timeframe, kind, data from events
        where (tx, id) > ($1::xid8, $2) and tx < pg_snapshot_xmin(pg_current_snapshot()) order by events.tx, events.id limit $3
        """;

    internal const string OfRunAfter = """
        select tx::text, id, at, run_id, coin, timeframe, kind, data from events
        where run_id = $4 and (tx, id) > ($1::xid8, $2) and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by events.tx, events.id limit $3
        """;

    internal const string Last = """
        select tx::text, id from events where tx < pg_snapshot_xmin(pg_current_snapshot()) order by events.tx desc, events.id desc limit 1
        """;

    // A page at a time, so that no lock is held for long. Rows are found by ctid, which is stable because events are never updated.
    internal const string Forget = """
        with gone as (
                delete from events where ctid = any(array(select ctid from events where at < $1 order by at limit $2)) returning tx, id),
            newest as (select tx, id from gone order by gone.tx desc, gone.id desc limit 1),
            noted as (
                update events_forgotten e set tx = newest.tx, id = newest.id, at = clock_timestamp()
                from newest where (e.tx, e.id) < (newest.tx, newest.id) returning 1)
        select count(*)::int from gone
        """;

    internal const string Forgotten = "select tx::text, id, at from events_forgotten where (tx, id) > ($1::xid8, $2)";

    private const int ForgetPage = 10_000;

    /// <summary>Appends an event that belongs to no other change.</summary>
    public Task AppendAsync(NewEvent @event, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            await AppendAsync(connection, @event, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Appends an event within a transaction.</summary>
    internal static async Task AppendAsync(NpgsqlConnection connection, NewEvent @event, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(connection, Append, cancellationToken, Values(@event));
        await Database.ExecuteAsync(connection, Notify, cancellationToken);
    }

    /// <summary>The same as one command of a batch; the sender also notifies.</summary>
    internal static NpgsqlBatchCommand AppendCommand(NewEvent @event) => Database.BatchCommand(Append, Values(@event));

    internal static NpgsqlBatchCommand NotifyCommand() => Database.BatchCommand(Notify, []);

    /// <summary>Events after an id, the oldest first.</summary>
    /// <param name="after">Id of the last event seen; null starts with the first event kept.</param>
    /// <param name="runId">Only this run's; null takes all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InputRefusedException">The id is malformed.</exception>
    public Task<List<ClusterEvent>> AfterAsync(string? after, string? runId, int limit, CancellationToken cancellationToken)
    {
        var (transaction, number) = Parse(after);
        return runId is null
            ? database.QueryAsync(After, Read, cancellationToken, transaction, number, limit)
            : database.QueryAsync(OfRunAfter, Read, cancellationToken, transaction, number, limit, runId);
    }

    /// <summary>Id of the newest event, for readers that only want later ones; null where there is none.</summary>
    public async Task<string?> LastAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync(Last, row => $"{row.GetString(0)}-{row.GetInt64(1)}", cancellationToken)).SingleOrDefault();

    /// <summary>
    /// An event of kind <c>cut</c> for a reader whose next events are no longer stored; null where none is missing.
    /// </summary>
    /// <remarks>Call it after reading events: otherwise deletions in between are not noticed.</remarks>
    /// <param name="after">As <see cref="AfterAsync"/> takes it.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InputRefusedException">The id is malformed.</exception>
    public async Task<ClusterEvent?> CutAsync(string? after, CancellationToken cancellationToken)
    {
        var (transaction, number) = Parse(after);
        var forgotten = await database.QueryAsync(
            Forgotten, row => (Id: $"{row.GetString(0)}-{row.GetInt64(1)}", At: row.Instant(2)), cancellationToken, transaction, number);
        return forgotten is [var newest]
            ? new ClusterEvent(
                newest.Id, newest.At, "", null, null, "cut", JsonSerializer.SerializeToElement(new { After = after }, HuracanJson.Compact))
            : null;
    }

    /// <summary>Deletes older events. A reader that resumes before them gets a <c>cut</c> event.</summary>
    /// <returns>Number of events deleted.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var deleted = 0; ;)
        {
            var page = (await database.QueryAsync(Forget, row => row.GetInt32(0), cancellationToken, before.ToUniversalTime(), ForgetPage))
                .Single();
            deleted += page;
            if (page < ForgetPage)
                return deleted;
        }
    }

    private static object?[] Values(NewEvent @event) =>
    [
        @event.RunId, Rows.Text(@event.Unit?.Coin), Rows.Number(@event.Unit?.Timeframe.Minutes), @event.Kind,
        Rows.Json(JsonSerializer.Serialize(@event.Data, HuracanJson.Compact)),
    ];

    private static (string Transaction, long Number) Parse(string? id)
    {
        if (id is null)
            return ("0", 0);
        var parts = id.Split('-');
        return parts.Length == 2 && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (parts[0], number)
                : throw new InputRefusedException($"'{id}' is no event id; they look like 742-15.");
    }

    private static ClusterEvent Read(NpgsqlDataReader row)
    {
        using var data = JsonDocument.Parse(row.GetString(7));
        return new ClusterEvent(
            $"{row.GetString(0)}-{row.GetInt64(1)}", row.Instant(2), row.GetString(3), row.TextOrNull(4),
            row.IsDBNull(5) ? null : new Timeframe(row.GetInt32(5)), row.GetString(6), data.RootElement.Clone());
    }
}

using Huracan.Cluster.Postgres;
using Npgsql;

namespace Huracan.Cluster.Events;

/// <summary>
/// Up to which event a named reader has handled them, kept over restarts. Whoever holds it is the only one in the cluster, until it is
/// disposed or its connection is lost.
/// </summary>
public sealed class EventCursor : IAsyncDisposable
{
    private const int Kind = 1163281746; // "EVCR"

    internal const string Begin = """
        insert into event_cursors (reader, last, at) values ($1, $2, clock_timestamp()) on conflict (reader) do nothing
        """;

    internal const string Find = "select last from event_cursors where reader = $1";

    internal const string Move = "update event_cursors set last = $2, at = clock_timestamp() where reader = $1";

    private readonly SessionLock held;
    private readonly string reader;

    private EventCursor(SessionLock held, string reader, string last)
    {
        (this.held, this.reader) = (held, reader);
        Last = last;
    }

    /// <summary>Id of the last event handled.</summary>
    public string Last { get; private set; }

    /// <summary>Takes the cursor.</summary>
    /// <param name="database">The database.</param>
    /// <param name="events">The events: a new reader begins after the newest one.</param>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null where another process has it.</returns>
    public static async Task<EventCursor?> TryTakeAsync(
        Database database, EventTable events, string reader, CancellationToken cancellationToken)
    {
        if (await SessionLock.TryTakeAsync(database, Kind, reader, cancellationToken) is not { } held)
            return null;
        try
        {
            var newest = await events.LastAsync(cancellationToken) ?? "0-0";
            await Database.ExecuteAsync(held.Connection, Begin, cancellationToken, reader, newest);
            var last = await Database.QueryAsync(held.Connection, Find, row => row.GetString(0), cancellationToken, reader);
            return new EventCursor(held, reader, last.Single());
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>Notes that every event up to one is handled.</summary>
    /// <param name="last">Its id.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NpgsqlException">The connection is lost, and perhaps another process has the cursor now.</exception>
    public async Task MoveAsync(string last, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(held.Connection, Move, cancellationToken, reader, last);
        Last = last;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => held.DisposeAsync();
}

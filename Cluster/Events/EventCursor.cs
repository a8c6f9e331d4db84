using Huracan.Cluster.Postgres;
using Npgsql;

namespace Huracan.Cluster.Events;

/// <summary>
/// Up to which event a named reader has handled them, kept over restarts. Whoever holds it is the only one in the cluster, until it is
/// disposed or its connection is lost.
/// </summary>
public sealed class EventCursor : IAsyncDisposable
{
    // A lock of the session and not of a row: a transaction that stays open would hold back every reader of events.
    internal const string TryLock = "select pg_try_advisory_lock(1163281746, hashtext($1))"; // "EVCR"

    internal const string Unlock = "select pg_advisory_unlock(1163281746, hashtext($1))";

    internal const string Begin = """
        insert into event_cursors (reader, last, at) values ($1, $2, clock_timestamp()) on conflict (reader) do nothing
        """;

    internal const string Find = "select last from event_cursors where reader = $1";

    internal const string Move = "update event_cursors set last = $2, at = clock_timestamp() where reader = $1";

    private readonly NpgsqlConnection connection;
    private readonly string reader;

    private EventCursor(NpgsqlConnection connection, string reader, string last)
    {
        (this.connection, this.reader) = (connection, reader);
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
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            var taken = await Database.QueryAsync(connection, TryLock, row => row.GetBoolean(0), cancellationToken, reader);
            if (!taken.Single())
            {
                await connection.DisposeAsync();
                return null;
            }
            var newest = await events.LastAsync(cancellationToken) ?? "0-0";
            await Database.ExecuteAsync(connection, Begin, cancellationToken, reader, newest);
            var last = await Database.QueryAsync(connection, Find, row => row.GetString(0), cancellationToken, reader);
            return new EventCursor(connection, reader, last.Single());
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Notes that every event up to one is handled.</summary>
    /// <param name="last">Its id.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NpgsqlException">The connection is lost, and perhaps another process has the cursor now.</exception>
    public async Task MoveAsync(string last, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(connection, Move, cancellationToken, reader, last);
        Last = last;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // A connection that goes back to its pool would keep the lock until it is used again.
            await Database.QueryAsync(connection, Unlock, row => row.GetBoolean(0), CancellationToken.None, reader);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, and the lock with it.
        }
        await connection.DisposeAsync();
    }
}

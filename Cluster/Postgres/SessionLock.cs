using Npgsql;

namespace Huracan.Cluster.Postgres;

/// <summary>
/// A named lock that one process of the cluster holds, until it is disposed or its connection is lost. What its holder writes goes over
/// <see cref="Connection"/>: whoever has lost the lock cannot write either.
/// </summary>
public sealed class SessionLock : IAsyncDisposable
{
    // A lock of the session and not of a row: a transaction that stays open would hold back every reader of events.
    internal const string TryLock = "select pg_try_advisory_lock($1, hashtext($2))";

    internal const string Unlock = "select pg_advisory_unlock($1, hashtext($2))";

    private readonly int kind;
    private readonly string name;

    private SessionLock(NpgsqlConnection connection, int kind, string name) =>
        (Connection, this.kind, this.name) = (connection, kind, name);

    /// <summary>The connection that holds it.</summary>
    internal NpgsqlConnection Connection { get; }

    /// <summary>Takes it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="kind">Sets locks of one use apart from those of another.</param>
    /// <param name="name">Its name among those.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null where another process has it.</returns>
    public static async Task<SessionLock?> TryTakeAsync(Database database, int kind, string name, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            var taken = await Database.QueryAsync(connection, TryLock, row => row.GetBoolean(0), cancellationToken, kind, name);
            if (taken.Single())
                return new SessionLock(connection, kind, name);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // A connection that goes back to its pool would keep the lock until it is used again.
            await Database.QueryAsync(Connection, Unlock, row => row.GetBoolean(0), CancellationToken.None, kind, name);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, and the lock with it.
        }
        await Connection.DisposeAsync();
    }
}

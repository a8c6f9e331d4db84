using Huracan.Contracts;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Npgsql;

namespace Huracan.Cluster.Studies;

/// <summary>
/// A study in PostgreSQL, in Optuna's tables of the schema <c>optuna</c>. Each change takes one round trip. As with a file, a commit does
/// not wait for a flush: what a crash of the server loses, a resumed study suggests again with the same values.
/// </summary>
public sealed class PostgresStudyStorage : OptunaStudyStorage
{
    private const string Origin = "The database";
    private const string UniqueViolation = "23505";
    private readonly NpgsqlDataSource source;
    private readonly Action<NpgsqlConnection>? guard;
    private NpgsqlConnection? connection;

    private PostgresStudyStorage(
        NpgsqlDataSource source, string study, StudyDirection direction, Action<NpgsqlConnection>? guard, TimeZoneInfo zone)
        : base(OptunaSql.Postgres, study, direction, zone) => (this.source, this.guard) = (source, guard);

    /// <summary>Opens a study; it is created where there is none.</summary>
    /// <param name="source">The database, migrated.</param>
    /// <param name="study">Name of the study, up to 512 characters.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="guard">Called first in every writing transaction; its exception rolls that back and is thrown.</param>
    /// <param name="zone">Time zone of the dates in the tables; null takes the machine's, as Optuna does.</param>
    /// <exception cref="InputRefusedException">The study has another direction, several objectives or trials that are none of Optuna's, or
    /// the tables another version.</exception>
    public static PostgresStudyStorage Open(
        NpgsqlDataSource source, string study, StudyDirection direction, Action<NpgsqlConnection>? guard = null, TimeZoneInfo? zone = null)
    {
        var storage = new PostgresStudyStorage(source, study, direction, guard, zone ?? TimeZoneInfo.Local);
        try
        {
            storage.Begin();
            return storage;
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => connection?.Dispose();

    private protected override long Write(IReadOnlyList<OptunaChange> changes)
    {
        var connection = Connection();
        // A batch is a transaction by itself. Only a guard, which runs before it, needs an explicit one.
        using var transaction = guard is null ? null : connection.BeginTransaction();
        guard?.Invoke(connection);
        using var batch = new NpgsqlBatch(connection);
        PostgresCommands.Add(batch, changes);
        try
        {
            batch.Prepare();
            var inserted = 0L;
            using (var rows = batch.ExecuteReader())
            {
                do
                {
                    if (rows.Read())
                        inserted = rows.GetInt32(0);
                }
                while (rows.NextResult());
            }
            transaction?.Commit();
            return inserted;
        }
        catch (PostgresException exception) when (exception.SqlState == UniqueViolation)
        {
            throw new InputRefusedException(
                $"{Origin}: another process writes to the study '{Name}'; only one may at a time. Stop the other.", exception);
        }
    }

    // Held while the study is open, because returning it to the pool costs more than a report. A broken connection is replaced.
    private NpgsqlConnection Connection()
    {
        if (connection is { State: not System.Data.ConnectionState.Open })
        {
            connection.Dispose();
            connection = null;
        }
        if (connection is null)
        {
            connection = source.OpenConnection();
            // applies until the connection returns to the pool, which resets it
            using var noFlush = new NpgsqlCommand("set synchronous_commit = off", connection);
            noFlush.ExecuteNonQuery();
        }
        return connection;
    }

    private void Begin()
    {
        var connection = Connection();
        using var transaction = connection.BeginTransaction();
        guard?.Invoke(connection);
        var reader = new StudyReader(
            OptunaSql.Postgres, (statement, values) => PostgresCommands.Query(connection, statement, values), Origin);
        reader.RefuseOtherVersion();
        FindOrCreate(reader, Origin, () => Insert(connection, reader));
        transaction.Commit();
    }

    private long Insert(NpgsqlConnection connection, StudyReader reader)
    {
        PostgresCommands.Query(connection, OptunaSql.Postgres.InsertStudy, [Name]).Dispose();
        var id = reader.Find(Name) ?? throw new InvalidOperationException($"The study '{Name}' was inserted and is not there.");
        PostgresCommands.Query(connection, OptunaSql.Postgres.InsertDirection, [id, OptunaText.Of(Direction)]).Dispose();
        return id;
    }
}

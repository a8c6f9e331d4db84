using Huracan.Contracts;
using Huracan.Engine.Search.Studies;
using Microsoft.Data.Sqlite;

namespace Huracan.Storage.Studies;

/// <summary>
/// A study in an SQLite file of Optuna's schema, such as <c>optuna.db</c>. While it is open a log lies beside it, so that a commit costs no
/// flush; a killed process loses nothing by that, and disposing makes one file of it.
/// </summary>
public sealed class SqliteStudyStorage : OptunaStudyStorage
{
    private readonly string path;
    private readonly FileStream owned;
    private readonly SqliteCommands commands;
    private bool isDisposed;

    private SqliteStudyStorage(string path, string study, StudyDirection direction, TimeZoneInfo zone)
        : base(OptunaSql.Sqlite, study, direction, zone)
    {
        this.path = path;
        owned = SqliteFile.Lock(path);
        try
        {
            commands = SqliteFile.Write(path);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>Opens a study; file and study are made where there are none.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="study">Name of the study, up to 512 characters.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="zone">Time zone of the dates in the file; null takes the machine's, as Optuna does.</param>
    /// <exception cref="InputRefusedException">
    /// The file is no SQLite, damaged, of another schema, locked, holds other studies only, or the study has another direction, several
    /// objectives or trials that are none of Optuna's. Nothing in it is changed then.
    /// </exception>
    public static SqliteStudyStorage Open(string path, string study, StudyDirection direction, TimeZoneInfo? zone = null)
    {
        SqliteStudyStorage? storage = null;
        try
        {
            storage = new SqliteStudyStorage(path, study, direction, zone ?? TimeZoneInfo.Local);
            storage.Begin();
            return storage;
        }
        catch (SqliteException exception)
        {
            storage?.Close();
            throw SqliteError.Of(path, exception);
        }
        catch
        {
            storage?.Close();
            throw;
        }
    }

    /// <summary>Reads a study; nothing is changed or left behind, and a living writer is not held up.</summary>
    /// <param name="path">The file.</param>
    /// <param name="study">Name of the study; null where the file holds one only.</param>
    /// <param name="zone">Time zone of the dates in the file; null takes the machine's.</param>
    /// <exception cref="InputRefusedException">There is none, or it is refused as by <see cref="Open"/>.</exception>
    public static StoredStudy Read(string path, string? study = null, TimeZoneInfo? zone = null)
    {
        try
        {
            using var commands = SqliteFile.Read(path);
            var reader = new StudyReader(OptunaSql.Sqlite, commands.Query, path);
            commands.Run("begin");
            reader.RefuseOtherVersion();
            var names = reader.Names();
            var name = study ?? (names is [var only] ? only : null);
            if (name is null || reader.Find(name) is not { } id)
                throw new InputRefusedException(
                    $"{path} holds {Listed(names)}; {(study is null ? "name one of them" : $"there is no '{study}'")}.");
            return new StoredStudy(
                name, reader.Direction(name, id), reader.Attributes(id),
                [.. reader.Trials(name, id, zone ?? TimeZoneInfo.Local).Select(trial => trial.Trial)]);
        }
        catch (SqliteException exception)
        {
            throw SqliteError.Of(path, exception);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        try
        {
            commands.Run("pragma journal_mode = delete");
        }
        catch (SqliteException exception) when (SqliteError.IsBusy(exception))
        {
            // Somebody reads it: the log stays until the next writer is done.
        }
        catch (SqliteException exception)
        {
            throw SqliteError.Of(path, exception);
        }
        finally
        {
            Close();
        }
    }

    private protected override long Write(IReadOnlyList<OptunaChange> changes)
    {
        try
        {
            commands.Execute(SqliteStatements.Begin);
            try
            {
                var inserted = 0L;
                foreach (var (statement, values) in changes)
                {
                    values[0] ??= inserted;
                    if (commands.Execute(statement, values) is long id)
                        inserted = id;
                }
                commands.Execute(SqliteStatements.Commit);
                return inserted;
            }
            catch
            {
                commands.Execute(SqliteStatements.Rollback);
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteError.Of(path, exception);
        }
    }

    // A lock and no change until all is found in order; only then the log is switched on.
    private void Begin()
    {
        commands.Execute(SqliteStatements.Begin);
        var reader = new StudyReader(OptunaSql.Sqlite, commands.Query, path);
        if (commands.Run("select count(*) from sqlite_master") is 0L)
            commands.Run(OptunaSchema.Sqlite);
        else if (commands.Run("select count(*) from sqlite_master where name in ('alembic_version', 'studies', 'trials')") is not 3L)
            throw new InputRefusedException($"{path} is an SQLite database, but none of Optuna's. Move it away, or name another file.");
        reader.RefuseOtherVersion();
        FindOrCreate(reader, path, () => Insert(reader));
        commands.Execute(SqliteStatements.Commit);
        commands.Run("pragma journal_mode = wal");
        commands.Run("pragma synchronous = normal");
    }

    private long Insert(StudyReader reader)
    {
        if (reader.Names() is { Count: > 0 } others)
            throw new InputRefusedException($"{path} holds {Listed(others)}, not '{Name}'. Move it away, or name another file.");
        commands.Execute(OptunaSql.Sqlite.InsertStudy, Name);
        var id = reader.Find(Name) ?? throw new InvalidOperationException($"The study '{Name}' was inserted and is not there.");
        commands.Execute(OptunaSql.Sqlite.InsertDirection, id, OptunaText.Of(Direction));
        return id;
    }

    private void Close()
    {
        commands.Dispose();
        owned.Dispose();
    }

    private static string Listed(List<string> names) => names.Count == 0 ? "no study" : $"the study '{string.Join("', '", names)}'";
}

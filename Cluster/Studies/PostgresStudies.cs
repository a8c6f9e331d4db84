using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Storage.Studies;
using Npgsql;

namespace Huracan.Cluster.Studies;

/// <summary>Reads and deletes the studies in PostgreSQL.</summary>
/// <param name="database">The database, migrated.</param>
/// <param name="zone">Time zone of the dates in the tables; null takes the machine's, as Optuna does.</param>
public sealed class PostgresStudies(Database database, TimeZoneInfo? zone = null)
{
    internal const string OfPrefix = """
        select study_name from optuna.studies where study_name collate "C" >= $1 and study_name collate "C" < $2
            and study_name collate "C" > $3
        order by study_name collate "C" limit $4
        """;

    internal const string Remove = """delete from optuna.studies where study_name collate "C" >= $1 and study_name collate "C" < $2""";

    internal const string Page = """
        select trial_id, change from optuna.trials
        where study_id = (select study_id from optuna.studies where study_name = $1) and number > $2 and change > $3
        order by number limit $4
        """;

    private const string ReadSnapshot = "set transaction isolation level repeatable read, read only";
    private const string Origin = "The database";

    /// <summary>Names of studies that begin with a text, in ordinal order.</summary>
    /// <param name="prefix">The text, such as <c>{run}/BTCUSDT/</c>.</param>
    /// <param name="after">The last name of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<string>> NamesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(OfPrefix, row => row.GetString(0), cancellationToken, prefix, End(prefix), after ?? "", limit);

    /// <summary>A whole study; null where there is none.</summary>
    /// <exception cref="InputRefusedException">It has several objectives, or trials that are none of Optuna's.</exception>
    public Task<StoredStudy?> FindAsync(string study, CancellationToken cancellationToken) => database.TransactAsync<StoredStudy?>(
        async connection =>
        {
            await Database.ExecuteAsync(connection, ReadSnapshot, cancellationToken);
            var reader = new StudyReader(
                OptunaSql.Postgres, (statement, values) => PostgresCommands.Query(connection, statement, values), Origin);
            if (reader.Find(study) is not { } id)
                return null;
            var trials = await PartsAsync(connection, part => part.OfStudy, id, study, cancellationToken);
            return new StoredStudy(
                study, reader.Direction(study, id), reader.Attributes(id), [.. trials.Build().Select(trial => trial.Trial)]);
        },
        cancellationToken);

    /// <summary>Trials of a study in the order of their numbers; none where there is no such study.</summary>
    /// <param name="study">Name of the study.</param>
    /// <param name="after">Number of the last trial of the page before; -1 for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="changedAfter">Only those changed since this <see cref="StudyTrial.Change"/>; 0 takes all.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<StudyTrial>> TrialsAsync(string study, int after, int limit, long changedAfter, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async connection =>
            {
                await Database.ExecuteAsync(connection, ReadSnapshot, cancellationToken);
                var page = await Database.QueryAsync(
                    connection, Page, row => (Id: row.GetInt32(0), Change: row.GetInt64(1)), cancellationToken,
                    study, after, changedAfter, limit);
                var changes = page.ToDictionary(row => (long)row.Id, row => row.Change);
                var trials = await PartsAsync(
                    connection, part => part.OfTrials, page.Select(row => row.Id).ToArray(), study, cancellationToken);
                return trials.Build().Select(trial => new StudyTrial(trial.Trial, changes[trial.Id])).ToList();
            },
            cancellationToken);

    /// <summary>Removes the studies whose names begin with a text, with their trials.</summary>
    /// <param name="prefix">The text, such as <c>{run}/</c>; not empty.</param>
    /// <param name="cancellationToken">Stops it; nothing is removed then.</param>
    /// <returns>Their number.</returns>
    public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return database.ExecuteAsync(Remove, cancellationToken, prefix, End(prefix));
    }

    // The last Unicode character: every name with the prefix sorts before this.
    private static string End(string prefix) => prefix + "\U0010FFFF";

    private async Task<TrialRows> PartsAsync(
        NpgsqlConnection connection, Func<TrialPart, string> sql, object ids, string study, CancellationToken cancellationToken)
    {
        var parts = new TrialRows($"{Origin}, study '{study}'", zone ?? TimeZoneInfo.Local);
        foreach (var part in OptunaSql.Postgres.Reads)
        {
            await using var command = new NpgsqlCommand(sql(part), connection);
            command.Parameters.Add(new NpgsqlParameter { Value = ids });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
                parts.Add(part.Kind, rows);
        }
        return parts;
    }
}

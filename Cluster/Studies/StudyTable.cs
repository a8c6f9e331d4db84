using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Npgsql;

namespace Huracan.Cluster.Studies;

/// <summary>
/// A unit's trial history: the studies of its candidates in Optuna's tables, named <c>{run}/{COIN}/{timeframe}/{family}/h{bars}</c>.
/// </summary>
public sealed class StudyTable(Database database)
{
    private const int MostOfUnit = 1000; // families times horizons

    private readonly PostgresStudies studies = new(database);

    /// <summary>Name of a candidate's study.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="candidate">The candidate's folder in the run, which is the study's name in its <c>optuna.db</c>.</param>
    public static string NameOf(string runId, string candidate) => $"{runId}/{candidate}";

    /// <summary>The candidates of a unit that have a study, by their folders in the run.</summary>
    public async Task<IReadOnlyList<string>> CandidatesAsync(UnitKey key, CancellationToken cancellationToken) =>
        [.. (await studies.NamesAsync($"{key}/", null, MostOfUnit, cancellationToken)).Select(name => name[(key.RunId.Length + 1)..])];

    /// <summary>A candidate's whole study; null where there is none.</summary>
    public Task<StoredStudy?> FindAsync(string runId, string candidate, CancellationToken cancellationToken) =>
        studies.FindAsync(NameOf(runId, candidate), cancellationToken);

    /// <summary>Trials of a candidate's study by number.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="candidate">The candidate's folder in the run.</param>
    /// <param name="after">Number of the last trial of the page before; -1 for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<StudyTrial>> TrialsAsync(string runId, string candidate, int after, int limit, CancellationToken cancellationToken) =>
        studies.TrialsAsync(NameOf(runId, candidate), after, limit, 0, cancellationToken);

    /// <summary>Opens a candidate's study for writing with a claim's token.</summary>
    /// <exception cref="StaleOwnerException">By this or any later write: the unit has been claimed anew or taken away.</exception>
    public IStudyStorage Open(UnitKey key, long token, string candidate) => PostgresStudyStorage.Open(
        database.Source, NameOf(key.RunId, candidate), StudyDirection.Maximize, connection => Require(connection, key, token));

    // Checked under the lock of the unit's record, so that no claim can happen between check and write.
    private static void Require(NpgsqlConnection connection, UnitKey key, long token) =>
        UnitTable.ChangeAsync(
            connection, key, record => UnitMachine.Publish(record, token), CancellationToken.None).GetAwaiter().GetResult();
}

using System.Text.Json;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Contracts.Trading;
using Npgsql;

namespace Huracan.Cluster.Runs;

/// <summary>The runs of the cluster.</summary>
public sealed class RunTable(Database database, TimeProvider time)
{
    internal const string Columns =
        "id, created, state, version, source, config, features, finished, trace_parent, factory->>'settings', judged, last_stage";

    internal const string Find = $"select {Columns} from runs where id = $1";

    internal const string FindByKey = "select id, request_hash from runs where idempotency_key = $1";

    internal const string Insert = """
        insert into runs (
            id, created, state, version, source, config, features, idempotency_key, request_hash, trace_parent, factory, last_stage)
            values ($1, $2, 'RUNNING', $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (idempotency_key) do nothing
        """;

    internal const string Page = $"select {Columns} from runs where id < $1 order by id desc limit $2";

    internal static readonly string Concludable = $"""
        select id from runs r where finished is null and not exists (select from units where run_id = r.id and {UnitTable.IsOpen})
        """;

    internal const string Counts = "select run_id, state, count(*)::int from units where run_id = any($1) group by run_id, state";

    internal const string ByState = "select state, count(*)::int from runs group by state";

    internal const string SetState = "update runs set state = $2, finished = null where id = $1";

    // Judged anew together with what the retried unit becomes.
    internal const string Reopen = "update runs set state = 'RUNNING', finished = null, judged = null, factory_report = null where id = $1";

    // Decisions whose outcome is not known yet are judged by their run's settings.
    internal const string Forget = """
        delete from runs r where r.finished < $1
            and not exists (select from current_models c where c.run_id = r.id)
            and not exists (select from decided d where d.run_id = r.id)
            and not exists (
                select from track_record_open o join track_record t on t.number = o.decision where t.content::jsonb->>'run_id' = r.id)
        """;

    internal const string Summary = "select summary::text from runs where id = $1";

    /// <summary>Deletes runs that ended before an instant, with all that they left, except those that something still rests on.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Forget, cancellationToken, before.ToUniversalTime());

    /// <summary>The run that a request with a key made; null where there is none.</summary>
    public async Task<string?> FindByKeyAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        (await database.QueryAsync(FindByKey, row => row.GetString(0), cancellationToken, idempotencyKey)).SingleOrDefault();

    /// <summary>Creates a run with its units, or finds the one an earlier identical request created.</summary>
    /// <exception cref="ConflictException">The idempotency key belongs to another request, or the run's id exists already.</exception>
    public async Task<PlannedRun> CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await InsertAsync(run, cancellationToken);
        }
        catch (ConflictException) when (run.IdempotencyKey is not null)
        {
            // The second of two identical requests may fail on the run's id. By now the first is stored and is found by its key.
            return await InsertAsync(run, cancellationToken);
        }
    }

    private Task<PlannedRun> InsertAsync(NewRun run, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            var now = time.GetUtcNow();
            int inserted;
            try
            {
                inserted = await Database.ExecuteAsync(
                    connection, Insert, cancellationToken, run.RunId, now, run.Version, run.Source, run.Config, run.Features,
                    Rows.Text(run.IdempotencyKey), run.RequestHash, Rows.Text(run.TraceParent),
                    Rows.Json(run.Factory is { } factory ? JsonSerializer.Serialize(factory, HuracanJson.Compact) : null),
                    run.LastStage.ToString().ToUpperInvariant());
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new ConflictException($"There is a run {run.RunId} already; the same settings were requested within this second.");
            }
            if (inserted == 0)
            {
                var (id, hash) = (await Database.QueryAsync(
                    connection, FindByKey, row => (row.GetString(0), row.GetString(1)), cancellationToken, run.IdempotencyKey)).Single();
                return hash == run.RequestHash
                    ? new PlannedRun(id, IsNew: false)
                    : throw new ConflictException(
                        $"Idempotency key '{run.IdempotencyKey}' belongs to run {id}, which was requested with other settings.");
            }
            var expiries = run.Factory is null ? [] : await ChampionTable.ExpiriesAsync(connection, cancellationToken);
            await UnitTable.InsertAsync(
                connection,
                run.Units.Select(planned => new UnitRecord(new UnitKey(run.RunId, planned.Unit))
                {
                    Priority = run.Priority,
                    Liquidity = planned.Liquidity,
                    ChampionExpires = expiries.TryGetValue(planned.Unit, out var expires) ? expires : null,
                    Since = now,
                }),
                cancellationToken);
            await NotifyAsync(connection, run.RunId, RunState.Running, cancellationToken);
            return new PlannedRun(run.RunId, IsNew: true);
        },
        cancellationToken);

    /// <summary>A run, or null.</summary>
    public async Task<RunRow?> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Find, Read, cancellationToken, runId)).SingleOrDefault();

    /// <summary>Runs, the latest first.</summary>
    /// <param name="before">The last run of the page before; null for the first page.</param>
    /// <param name="limit">Runs a page.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<List<RunView>> PageAsync(string? before, int limit, CancellationToken cancellationToken) =>
        await ViewAsync(await database.QueryAsync(Page, Read, cancellationToken, before ?? "~", limit), cancellationToken);

    /// <summary>A run as the API shows it, or null.</summary>
    public async Task<RunView?> ViewAsync(string runId, CancellationToken cancellationToken) =>
        (await ViewAsync(await database.QueryAsync(Find, Read, cancellationToken, runId), cancellationToken)).SingleOrDefault();

    /// <summary>Number of runs by state.</summary>
    public async Task<IReadOnlyDictionary<RunState, int>> ByStateAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            ByState, row => (State: Enum.Parse<RunState>(row.GetString(0), ignoreCase: true), Count: row.GetInt32(1)), cancellationToken))
            .ToDictionary(row => row.State, row => row.Count);

    /// <summary>The runs whose last unit has ended and whose results are not published.</summary>
    public Task<List<string>> ConcludableAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(Concludable, row => row.GetString(0), cancellationToken);

    /// <summary>The summary of a finished run as JSON; null before.</summary>
    public async Task<string?> SummaryAsync(string runId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Summary, row => row.TextOrNull(0), cancellationToken, runId)).SingleOrDefault();

    /// <summary>Pauses a run's open units.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It is not running.</exception>
    public Task PauseAsync(string runId, CancellationToken cancellationToken) =>
        ChangeAsync(runId, RunState.Paused, [RunState.Running, RunState.Paused], UnitMachine.Pause, cancellationToken);

    /// <summary>Resumes a paused run.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It is not paused.</exception>
    public Task ResumeAsync(string runId, CancellationToken cancellationToken) =>
        ChangeAsync(runId, RunState.Running, [RunState.Running, RunState.Paused], UnitMachine.Resume, cancellationToken);

    /// <summary>Cancels a run's open units; finished ones stay.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">It has finished.</exception>
    public Task CancelAsync(string runId, CancellationToken cancellationToken) => ChangeAsync(
        runId, RunState.Cancelled, [RunState.Running, RunState.Paused, RunState.Cancelled],
        unit => UnitMachine.Cancel(unit, time.GetUtcNow()), cancellationToken);

    /// <summary>Retries one unit, and reopens its run if it was finished.</summary>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    /// <exception cref="UnitRefusedException">It has not ended, or it is done.</exception>
    public Task<UnitRecord> RetryAsync(UnitKey key, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            await LockAsync(connection, key.RunId, cancellationToken);
            var unit = await UnitTable.ChangeAsync(
                connection, key, record => UnitMachine.Retry(record, time.GetUtcNow()), cancellationToken);
            await Database.ExecuteAsync(connection, Reopen, cancellationToken, key.RunId);
            await NotifyAsync(connection, key.RunId, RunState.Running, cancellationToken);
            return unit;
        },
        cancellationToken);

    internal static async Task<RunRow> LockAsync(NpgsqlConnection connection, string runId, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(connection, Find + " for update", Read, cancellationToken, runId)).SingleOrDefault()
            ?? throw new KeyNotFoundException($"There is no run '{runId}'.");

    internal static Task NotifyAsync(NpgsqlConnection connection, string runId, RunState state, CancellationToken cancellationToken) =>
        EventTable.AppendAsync(connection, new NewEvent(runId, null, "run", new { State = state }), cancellationToken);

    private Task ChangeAsync(
        string runId, RunState state, RunState[] from, Func<UnitRecord, UnitRecord> change, CancellationToken cancellationToken) =>
        database.TransactAsync(
        async connection =>
        {
            var run = await LockAsync(connection, runId, cancellationToken);
            if (!from.Contains(run.State))
                throw new ConflictException($"Run {runId} is {run.State}; only {string.Join(" or ", from)} can become {state}.");
            if (run.State == state)
                return false;
            await UnitTable.ChangeOpenAsync(connection, runId, change, cancellationToken);
            await Database.ExecuteAsync(connection, SetState, cancellationToken, runId, state.ToString().ToUpperInvariant());
            await NotifyAsync(connection, runId, state, cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task<List<RunView>> ViewAsync(List<RunRow> runs, CancellationToken cancellationToken)
    {
        var counts = await database.QueryAsync(
            Counts,
            row => (Run: row.GetString(0), State: Enum.Parse<UnitState>(row.GetString(1), ignoreCase: true), Count: row.GetInt32(2)),
            cancellationToken, Rows.Texts(runs.Select(run => run.RunId)));
        return [.. runs.Select(run => new RunView(
            run.RunId, run.Created, run.State, run.Version, run.Source, run.Finished,
            counts.Where(count => count.Run == run.RunId).ToDictionary(count => count.State, count => count.Count))
        {
            Kind = run.Factory is null ? RunKind.Run : RunKind.Factory,
            LastStage = run.LastStage,
        })];
    }

    private static RunRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.Instant(1), Enum.Parse<RunState>(row.GetString(2), ignoreCase: true), row.GetString(3), row.GetString(4),
        row.GetString(5), row.GetString(6), row.IsDBNull(7) ? null : row.Instant(7), row.TextOrNull(8), row.TextOrNull(9),
        row.IsDBNull(10) ? null : row.Instant(10))
    {
        LastStage = Enum.Parse<LastStage>(row.GetString(11), ignoreCase: true),
    };
}

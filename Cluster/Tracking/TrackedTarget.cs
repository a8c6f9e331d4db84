using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Npgsql;

namespace Huracan.Cluster.Tracking;

/// <summary>
/// What a target of experiment tracking has of the cluster's runs and champions, kept over restarts. Whoever holds it is the only one in
/// the cluster, until it is disposed or its connection is lost.
/// </summary>
public sealed class TrackedTarget : IAsyncDisposable
{
    private const int Kind = 1414676811; // "TRCK"

    internal const string Run = """
        select id, finished from runs r
        where finished is not null and id <> all($2)
            and not exists (select from tracked_runs t where t.target = $1 and t.run_id = r.id and t.finished = r.finished)
        order by finished, id limit 1
        """;

    internal const string PutRun = """
        insert into tracked_runs (target, run_id, finished, at, refused)
            select $1, id, finished, clock_timestamp(), $4 from runs where id = $2 and finished = $3
        on conflict (target, run_id) do update set finished = excluded.finished, at = excluded.at, refused = excluded.refused
        """;

    internal const string Model = """
        select coin, timeframe, horizon, c.champion, c.champion_sha256, c.challenger, c.challenger_sha256
        from (
            select coin, timeframe, horizon,
                max(version) filter (where role = 'CHAMPION') as champion,
                max(manifest_sha256) filter (where role = 'CHAMPION') as champion_sha256,
                max(version) filter (where role = 'CHALLENGER') as challenger,
                max(manifest_sha256) filter (where role = 'CHALLENGER') as challenger_sha256
            from champions where is_current group by coin, timeframe, horizon
        ) c
        full join (select * from tracked_champions where target = $1) t using (coin, timeframe, horizon)
        where (c.champion is distinct from t.champion or c.challenger is distinct from t.challenger)
            and coin || '/' || timeframe || '/' || horizon <> all($2)
        order by coin, timeframe, horizon limit 1
        """;

    internal const string PutModel = """
        insert into tracked_champions (target, coin, timeframe, horizon, champion, challenger, at, refused)
            values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)
        on conflict (target, coin, timeframe, horizon) do update
            set champion = excluded.champion, challenger = excluded.challenger, at = excluded.at, refused = excluded.refused
        """;

    private readonly SessionLock held;
    private readonly string target;

    private TrackedTarget(SessionLock held, string target) => (this.held, this.target) = (held, target);

    /// <summary>Takes a target.</summary>
    /// <param name="database">The database.</param>
    /// <param name="target">Its key, of place and experiment.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null where another process has it.</returns>
    public static async Task<TrackedTarget?> TryTakeAsync(Database database, string target, CancellationToken cancellationToken) =>
        await SessionLock.TryTakeAsync(database, Kind, target, cancellationToken) is { } held ? new TrackedTarget(held, target) : null;

    /// <summary>Requires that this process still has the target.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="NpgsqlException">The connection is lost, and perhaps another process has the target now.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Database.QueryAsync(held.Connection, "select 1", row => row.GetInt32(0), cancellationToken);
        }
        catch (InvalidOperationException closed)
        {
            throw new NpgsqlException("The connection that holds the target is lost.", closed);
        }
    }

    /// <summary>The run that ended first of those that the target does not have; null where it has all.</summary>
    /// <param name="without">Runs that are left out.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="NpgsqlException">The connection is lost, and perhaps another process has the target now; so for the
    /// others.</exception>
    public async Task<DueRun?> NextRunAsync(IEnumerable<string> without, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(
            held.Connection, Run, row => new DueRun(row.GetString(0), row.Instant(1)), cancellationToken, target, Rows.Texts(without)))
            .SingleOrDefault();

    /// <summary>Notes that the target has a run, or refuses it. Nothing where the run was gone on with since, or is gone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="refused">Why it is refused; null where it is recorded.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task SettleAsync(DueRun run, string? refused, CancellationToken cancellationToken) => Database.ExecuteAsync(
        held.Connection, PutRun, cancellationToken, target, run.RunId, run.Finished.ToUniversalTime(), Rows.Text(refused));

    /// <summary>The first unit and horizon whose champion or challenger is another one than the target knows; null where there is
    /// none.</summary>
    /// <param name="without">Units and horizons that are left out.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<DueModel?> NextModelAsync(IEnumerable<ChampionKey> without, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(
            held.Connection, Model,
            row => new DueModel(
                new ChampionKey(new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), row.GetInt32(2)), Version(row, 3),
                Version(row, 5)),
            cancellationToken, target,
            Rows.Texts(without.Select(key => $"{key.Unit.Coin}/{key.Unit.Timeframe.Minutes}/{key.Horizon}"))))
            .SingleOrDefault();

    /// <summary>Notes that the target knows a champion and challenger, or refuses them.</summary>
    /// <param name="model">The two.</param>
    /// <param name="refused">Why they are refused; null where they are recorded.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task SettleAsync(DueModel model, string? refused, CancellationToken cancellationToken) => Database.ExecuteAsync(
        held.Connection, PutModel, cancellationToken, target, model.Key.Unit.Coin, model.Key.Unit.Timeframe.Minutes, model.Key.Horizon,
        Rows.Text(model.Champion?.Version), Rows.Text(model.Challenger?.Version), Rows.Text(refused));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => held.DisposeAsync();

    private static PromotedVersion? Version(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new PromotedVersion(row.GetString(column), row.GetString(column + 1));
}

using System.Text.Json;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Json;
using Huracan.Storage.Bundles;
using Npgsql;

namespace Huracan.Cluster.Champions;

/// <summary>The champions of the cluster, earlier ones too, and the challengers that wait, each with the blobs of its bundle.</summary>
public sealed class ChampionTable(Database database)
{
    internal const string Columns = "role, manifest, manifest_sha256, run_id, report, since, is_current";

    internal const string OfUnit =
        $"select {Columns} from champions where coin = $1 and timeframe = $2 order by horizon, role, number desc";

    internal const string Page = $"""
        select {Columns} from champions
        where role = 'CHAMPION' and is_current and (coin, timeframe, horizon) > ($1, $2, $3) order by coin, timeframe, horizon limit $4
        """;

    internal const string Promoted = """
        select coin, timeframe, horizon, version, manifest_sha256, is_current from champions
        where role = 'CHAMPION' order by coin, timeframe, horizon, number
        """;

    internal const string Waiting = "select distinct coin, timeframe from champions where role = 'CHALLENGER' and is_current";

    internal const string Files = """
        select path, blob, sha256, size from champion_files
        where coin = $1 and timeframe = $2 and horizon = $3 and role = $4 and version = $5 order by path
        """;

    internal const string Expiries = """
        select coin, timeframe, min(expires) from champions
        where role = 'CHAMPION' and is_current and expires is not null group by coin, timeframe
        """;

    internal const string Count = """
        select count(*) filter (where expires is null or expires >= $1), count(*) from champions where role = 'CHAMPION' and is_current
        """;

    internal const string OfChampion = $"""
        select {Columns} from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' order by number
        """;

    internal const string Forget = """
        delete from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' and number > (
            select number from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' and is_current)
        """;

    internal const string Reinstate = """
        update champions set is_current = true, since = $5
        where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' and version = $4
        """;

    internal const string Replace = """
        update champions set is_current = false
        where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' and is_current
        """;

    internal const string Insert = """
        insert into champions
            (coin, timeframe, horizon, role, version, is_current, run_id, since, expires, manifest_sha256, manifest, report)
            values ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11)
        """;

    internal const string InsertFile = """
        insert into champion_files (coin, timeframe, horizon, role, version, path, blob, sha256, size)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    internal const string Look = """
        update champions set run_id = $4, report = $5
        where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHALLENGER' and version = $6
        """;

    internal const string Remove =
        "delete from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHALLENGER'";

    internal const string ContendersOfUnit = """
        select coin, timeframe, horizon, nullif(champion, ''), challengers from contenders
        where coin = $1 and timeframe = $2 order by horizon, champion
        """;

    internal const string WriteContenders = """
        insert into contenders (coin, timeframe, horizon, champion, challengers) values ($1, $2, $3, $4, $5)
        on conflict (coin, timeframe, horizon, champion) do update set challengers = excluded.challengers
        """;

    internal const string Prune = """
        delete from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION' and number <= (
            select number from champions where coin = $1 and timeframe = $2 and horizon = $3 and role = 'CHAMPION'
            order by number desc offset $4 limit 1)
        """;

    /// <summary>The bundles of a unit by horizon; its champions before its challengers, each the newest first.</summary>
    public Task<List<StoredBundle>> OfUnitAsync(UnitId unit, CancellationToken cancellationToken) =>
        database.QueryAsync(OfUnit, Read, cancellationToken, unit.Coin, unit.Timeframe.Minutes);

    /// <summary>The champions by coin, timeframe and horizon.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<StoredBundle>> PageAsync(ChampionKey? after, int limit, CancellationToken cancellationToken) => database.QueryAsync(
        Page, Read, cancellationToken, after?.Unit.Coin ?? "", after?.Unit.Timeframe.Minutes ?? 0, after?.Horizon ?? 0, limit);

    /// <summary>The units where a challenger waits.</summary>
    public Task<List<UnitId>> WaitingAsync(CancellationToken cancellationToken) => database.QueryAsync(
        Waiting, row => new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), cancellationToken);

    /// <summary>The champions as a folder of champions names them in <c>latest.json</c>.</summary>
    public async Task<LatestChampions> LatestAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            Promoted,
            row => (
                Key: new ChampionKey(new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), row.GetInt32(2)),
                Version: new PromotedVersion(row.GetString(3), row.GetString(4)), IsCurrent: row.GetBoolean(5)),
            cancellationToken);
        return new LatestChampions(
            LatestChampions.CurrentFormat,
            [
                .. rows.GroupBy(row => row.Key)
                    .OrderBy(group => group.Key.Unit.Coin, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Unit.Timeframe)
                    .ThenBy(group => group.Key.Horizon)
                    .Select(group => (Champion: group.Single(row => row.IsCurrent), All: group.Select(row => row.Version)))
                    .Select(one => new ChampionPointer(
                        one.Champion.Key.Unit.Coin, one.Champion.Key.Unit.Timeframe, one.Champion.Key.Horizon, one.Champion.Version.Version,
                        one.Champion.Version.ManifestSha256, [.. one.All])),
            ]);
    }

    /// <summary>The files of a bundle by path, the manifest and its signature among them; none where it is gone.</summary>
    public Task<List<BundleBlob>> FilesAsync(ChampionRole role, ChampionKey key, string version, CancellationToken cancellationToken) =>
        database.QueryAsync(
            Files, row => new BundleBlob(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)), cancellationToken,
            [.. Values(key), Text(role), version]);

    /// <summary>The challengers that the champions of a unit have met, by horizon and champion.</summary>
    public Task<List<Contenders>> ContendersAsync(UnitId unit, CancellationToken cancellationToken) => database.QueryAsync(
        ContendersOfUnit,
        row => new Contenders(
            row.GetString(0), new Timeframe(row.GetInt32(1)), row.GetInt32(2), row.TextOrNull(3),
            row.GetFieldValue<string[]>(4)),
        cancellationToken, unit.Coin, unit.Timeframe.Minutes);

    /// <summary>How many champions are not too old, and how many there are.</summary>
    public async Task<(int Usable, int All)> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            Count, row => ((int)row.GetInt64(0), (int)row.GetInt64(1)), cancellationToken, now.ToUniversalTime())).Single();

    /// <summary>When the champion of each unit is too old, the earliest of its horizons, within a transaction.</summary>
    internal static async Task<Dictionary<UnitId, DateTimeOffset>> ExpiriesAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await Database.QueryAsync(
            connection, Expiries, row => (new UnitId(row.GetString(0), new Timeframe(row.GetInt32(1))), row.Instant(2)), cancellationToken))
            .ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>Writes what a contest changed, with an event for each champion, within a transaction.</summary>
    public static async Task ChangeAsync(
        NpgsqlConnection connection, string runId, UnitId unit, ContestChange change, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var met in change.Contenders)
            await Database.ExecuteAsync(
                connection, WriteContenders, cancellationToken, [.. Values(met.Key), met.Champion ?? "", met.Challengers.ToArray()]);
        foreach (var key in change.Removed)
            await Database.ExecuteAsync(connection, Remove, cancellationToken, Values(key));
        foreach (var looked in change.Looked)
            await Database.ExecuteAsync(
                connection, Look, cancellationToken, [.. Values(looked.Key), looked.RunId, Json(looked.Report), looked.Version]);
        foreach (var (bundle, files) in change.Added)
        {
            if (bundle.Role == ChampionRole.Champion)
            {
                await Database.ExecuteAsync(connection, Forget, cancellationToken, Values(bundle.Key)); // no rollback is to lead there
                await Database.ExecuteAsync(connection, Replace, cancellationToken, Values(bundle.Key));
            }
            await AddAsync(connection, bundle, files, now, cancellationToken);
            if (bundle.Role == ChampionRole.Champion)
            {
                await Database.ExecuteAsync(connection, Prune, cancellationToken, [.. Values(bundle.Key), change.KeepVersions]);
                await EventTable.AppendAsync(
                    connection, new NewEvent(runId, unit, "champion", EventOf(bundle, bundle.Manifest.Lineage.Previous, isRollback: false)),
                    cancellationToken);
            }
        }
    }

    /// <summary>Makes an earlier champion the champion again, or a later one after a rollback, with an event, within a
    /// transaction.</summary>
    /// <param name="connection">The transaction's.</param>
    /// <param name="key">Of what.</param>
    /// <param name="version">The version; null for the one before the champion.</param>
    /// <param name="from">The champion that is to go: where another one has taken its place already, by this very change, nothing is done;
    /// null takes the one there is.</param>
    /// <param name="now">The present, UTC.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>The champion, and the version that a rollback would lead to now; null where there is none.</returns>
    /// <exception cref="KeyNotFoundException">There is no champion.</exception>
    /// <exception cref="ConflictException">There is none before it, the version never was one, or <paramref name="from"/> is not the
    /// champion and did not make room for the one there is.</exception>
    public static async Task<(StoredBundle Champion, string? Before)> RollbackAsync(
        NpgsqlConnection connection, ChampionKey key, string? version, string? from, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var all = await Database.QueryAsync(connection, OfChampion, Read, cancellationToken, Values(key));
        var current = all.Find(bundle => bundle.IsCurrent) ?? throw new KeyNotFoundException($"{key} has no champion.");
        var left = from is null ? current : all.Find(bundle => bundle.Version == from) ?? throw Gone();
        var pointer = Moved(
            new ChampionPointer(
                key.Unit.Coin, key.Unit.Timeframe, key.Horizon, left.Version, left.ManifestSha256,
                [.. all.Select(bundle => new PromotedVersion(bundle.Version, bundle.ManifestSha256))]),
            version);
        if (current.Version != left.Version && current.Version != pointer.Version)
            throw Gone();
        var champion = all.Single(bundle => bundle.Version == pointer.Version);
        if (champion.Version != current.Version)
        {
            await Database.ExecuteAsync(connection, Replace, cancellationToken, Values(key));
            await Database.ExecuteAsync(
                connection, Reinstate, cancellationToken, [.. Values(key), champion.Version, now.ToUniversalTime()]);
            await EventTable.AppendAsync(
                connection, new NewEvent(champion.RunId, key.Unit, "champion", EventOf(champion, current.Version, isRollback: true)),
                cancellationToken);
        }
        return (
            champion.Version == current.Version ? current : champion with { IsCurrent = true, Since = now }, pointer.Before?.Version);

        ConflictException Gone() => new($"The champion of {key} is {current.Version}, and not {from}: nothing was changed.");
    }

    private static ChampionPointer Moved(ChampionPointer pointer, string? version)
    {
        try
        {
            return PointerMoves.Rollback(new LatestChampions(LatestChampions.CurrentFormat, [pointer]), pointer.Key, version)
                .Find(pointer.Key)!; // it was there
        }
        catch (InputRefusedException refused)
        {
            throw new ConflictException(refused.Message);
        }
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, StoredBundle bundle, IReadOnlyList<BundleBlob> files, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        object?[] place = [.. Values(bundle.Key), Text(bundle.Role), bundle.Version];
        await Database.ExecuteAsync(
            connection, Insert, cancellationToken,
            [
                .. place, bundle.RunId, now.ToUniversalTime(), Rows.Instant(bundle.Manifest.Expires), bundle.ManifestSha256,
                Json(bundle.Manifest), Json(bundle.Report),
            ]);
        foreach (var file in files)
            await Database.ExecuteAsync(
                connection, InsertFile, cancellationToken, [.. place, file.Path, file.Blob, file.Sha256, file.Size]);
    }

    private static object EventOf(StoredBundle bundle, string? before, bool isRollback) => new
    {
        bundle.Manifest.Horizon,
        bundle.Version,
        Before = before,
        IsRollback = isRollback,
        bundle.Manifest.Family,
        bundle.Manifest.Metrics.Score,
        bundle.Report.Evidence,
        bundle.Report.Threshold,
        bundle.Report.Days,
        bundle.Manifest.Expires,
    };

    private static object?[] Values(ChampionKey key) => [key.Unit.Coin, key.Unit.Timeframe.Minutes, key.Horizon];

    private static string Text(ChampionRole role) => role.ToString().ToUpperInvariant();

    private static NpgsqlParameter Json<T>(T value) => Rows.Json(JsonSerializer.Serialize(value, HuracanJson.Compact));

    private static StoredBundle Read(NpgsqlDataReader row) => new(
        Enum.Parse<ChampionRole>(row.GetString(0), ignoreCase: true),
        HuracanJson.Deserialize<BundleManifest>(row.GetFieldValue<byte[]>(1), "champions.manifest"), row.GetString(2), row.GetString(3),
        HuracanJson.Deserialize<PromotionReport>(row.GetFieldValue<byte[]>(4), "champions.report"))
    {
        Since = row.Instant(5),
        IsCurrent = row.GetBoolean(6),
    };
}

using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Npgsql;

namespace Huracan.Cluster.Files;

/// <summary>
/// Which blobs are a unit's files. Rows are written with a claim's token, under the lock of the unit's record: a stale owner's writes are
/// refused.
/// </summary>
public sealed class FileTable(Database database)
{
    internal const string OfUnit =
        "select path, blob, sha256, size, token from files where run_id = $1 and coin = $2 and timeframe = $3 order by path";

    internal const string One =
        "select path, blob, sha256, size, token from files where run_id = $1 and coin = $2 and timeframe = $3 and path = $4";

    internal const string Put = """
        insert into files (run_id, coin, timeframe, path, blob, sha256, size, token) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (run_id, coin, timeframe, path)
            do update set blob = excluded.blob, sha256 = excluded.sha256, size = excluded.size, token = excluded.token
        """;

    internal const string Remove = "delete from files where run_id = $1 and coin = $2 and timeframe = $3 and path = any($4)";

    internal const string Unused = """
        select name from unnest($1::text[]) as name
        where not exists (select from files where blob = name) and not exists (select from champion_files where blob = name)
        """;

    /// <summary>A unit's files by path.</summary>
    public Task<List<UnitFile>> OfUnitAsync(UnitKey key, CancellationToken cancellationToken) =>
        database.QueryAsync(OfUnit, Read, cancellationToken, UnitTable.Key(key));

    /// <summary>One file of a unit, or null.</summary>
    public async Task<UnitFile?> FindAsync(UnitKey key, string path, CancellationToken cancellationToken) =>
        (await database.QueryAsync(One, Read, cancellationToken, [.. UnitTable.Key(key), path])).SingleOrDefault();

    /// <summary>Publishes files whose blobs are written, in one transaction.</summary>
    /// <exception cref="StaleOwnerException">The claim is no longer the latest of the unit.</exception>
    public Task PublishAsync(
        UnitKey key, long token, IReadOnlyList<UnitFile> files, IReadOnlyList<string> removed, CancellationToken cancellationToken) =>
        WriteAsync(key, record => UnitMachine.Publish(record, token), files, removed, cancellationToken);

    /// <summary>Replaces files of a scored unit in the name of the claim that is over, in one transaction.</summary>
    /// <exception cref="StaleOwnerException">The unit is not scored, or by another claim.</exception>
    public Task AmendAsync(UnitKey key, long token, IReadOnlyList<UnitFile> files, CancellationToken cancellationToken) =>
        WriteAsync(key, record => UnitMachine.Amend(record, token), files, [], cancellationToken);

    /// <summary>The blobs of a list that no file of a unit or a bundle refers to.</summary>
    public Task<List<string>> UnusedAsync(IReadOnlyList<string> blobs, CancellationToken cancellationToken) =>
        database.QueryAsync(Unused, row => row.GetString(0), cancellationToken, Rows.Texts(blobs));

    private Task WriteAsync(
        UnitKey key, Func<UnitRecord, UnitRecord> change, IReadOnlyList<UnitFile> files, IReadOnlyList<string> removed,
        CancellationToken cancellationToken) =>
        database.TransactAsync(
            async connection =>
            {
                await UnitTable.ChangeAsync(connection, key, change, cancellationToken);
                var unit = UnitTable.Key(key);
                foreach (var file in files)
                    await Database.ExecuteAsync(
                        connection, Put, cancellationToken, [.. unit, file.Path, file.Blob, file.Sha256, file.Size, file.Token]);
                return removed.Count == 0
                    ? 0
                    : await Database.ExecuteAsync(connection, Remove, cancellationToken, [.. unit, Rows.Texts(removed)]);
            },
            cancellationToken);

    private static UnitFile Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4));
}

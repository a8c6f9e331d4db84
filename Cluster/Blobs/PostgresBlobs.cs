using Huracan.Cluster.Postgres;

namespace Huracan.Cluster.Blobs;

/// <summary>Blobs in a table, for silos without a shared folder. Models have a few megabytes; a value may have 1 GB.</summary>
public sealed class PostgresBlobs(Database database) : IBlobStore
{
    internal const string Write =
        "insert into blobs (name, content) values ($1, $2) on conflict (name) do update set content = excluded.content";

    internal const string Read = "select content from blobs where name = $1";

    internal const string WrittenBefore =
        """select name from blobs where written < $1 and name collate "C" > $2 order by name collate "C" limit $3""";

    internal const string Delete = "delete from blobs where name = any($1)";

    /// <inheritdoc/>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Write, cancellationToken, name, content);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Read, row => row.GetFieldValue<byte[]>(0), cancellationToken, name)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> WrittenBeforeAsync(
        DateTimeOffset instant, string after, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(WrittenBefore, row => row.GetString(0), cancellationToken, instant.ToUniversalTime(), after, limit);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Delete, cancellationToken, Rows.Texts(names));
}

using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Npgsql;

namespace Huracan.Cluster.Units;

/// <summary>The queue: units that wait for a silo, and the units that silos work on.</summary>
public sealed class DueTable(Database database, TimeProvider time)
{
    // One run's work on a unit at a time: the others wait until it has no owner.
    internal static readonly string Due = $"""
        select run_id, coin, timeframe from units u
        where {UnitTable.IsOpen} and desired_state = 'RUN' and owner is null and (not_before is null or not_before <= $1)
            and (device is null or device = $2)
            and not exists (select from units o where o.owner is not null and o.coin = u.coin and o.timeframe = u.timeframe)
        order by priority desc, champion_expires, liquidity desc, run_id, coin, timeframe limit $3
        """;

    internal const string Owned = "select run_id, coin, timeframe, token, owner_address from units where owner is not null";

    internal static readonly string Depth = $"select count(*)::int from units where {UnitTable.IsOpen} and owner is null";

    /// <summary>Units a silo may take now, in the order in which they should be taken.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>: what the silo trains on.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<UnitKey>> DueAsync(string device, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(Due, Key, cancellationToken, time.GetUtcNow(), device, limit);

    /// <summary>The units that silos work on, each with its claim and the owner's address.</summary>
    public Task<List<(UnitKey Key, long Token, string? Address)>> OwnedAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(Owned, row => (Key(row), row.GetInt64(3), row.TextOrNull(4)), cancellationToken);

    /// <summary>Number of units that wait.</summary>
    public async Task<int> DepthAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync(Depth, row => row.GetInt32(0), cancellationToken)).Single();

    private static UnitKey Key(NpgsqlDataReader row) =>
        new(row.GetString(0), new UnitId(row.GetString(1), new Timeframe(row.GetInt32(2))));
}

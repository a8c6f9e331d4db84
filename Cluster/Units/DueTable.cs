using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Npgsql;

namespace Huracan.Cluster.Units;

/// <summary>
/// Units that wait for a silo, and units whose owner died before it carried out a pause or cancel.
/// </summary>
public sealed class DueTable(Database database, TimeProvider time)
{
    internal static readonly string Due = $"""
        select run_id, coin, timeframe, priority from units
        where {UnitTable.IsOpen} and desired_state = 'RUN' and (not_before is null or not_before <= $1)
            and (owner is null or lease_until <= $1)
        order by priority desc, liquidity desc, run_id, coin, timeframe limit $2
        """;

    internal static readonly string Abandoned = $"""
        select run_id, coin, timeframe, priority from units
        where {UnitTable.IsOpen} and desired_state <> 'RUN' and owner is not null and lease_until <= $1
        """;

    internal static readonly string Depth = $"select count(*)::int from units where {UnitTable.IsOpen} and owner is null";

    /// <summary>Units a silo may take now, in the order in which they should be taken.</summary>
    public Task<List<(UnitKey Key, int Priority)>> DueAsync(int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(Due, Read, cancellationToken, time.GetUtcNow(), limit);

    /// <summary>Ends or releases units that no silo will claim.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, _) in await database.QueryAsync(Abandoned, Read, cancellationToken, time.GetUtcNow()))
        {
            await database.TransactAsync(
                connection => UnitTable.ChangeAsync(
                    connection, key, unit => UnitMachine.Sweep(unit, time.GetUtcNow()), cancellationToken),
                cancellationToken);
        }
    }

    /// <summary>Number of units that wait.</summary>
    public async Task<int> DepthAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync(Depth, row => row.GetInt32(0), cancellationToken)).Single();

    private static (UnitKey Key, int Priority) Read(NpgsqlDataReader row) =>
        (new UnitKey(row.GetString(0), new UnitId(row.GetString(1), new Timeframe(row.GetInt32(2)))), row.GetInt32(3));
}

using Huracan.Cluster.Postgres;
using Huracan.Contracts.Http;

namespace Huracan.Cluster.Silos;

/// <summary>The silos and their heartbeats.</summary>
public sealed class SiloTable(Database database, TimeProvider time)
{
    internal const string Put = """
        insert into silos (id, started, heartbeat, slots, busy, device) values ($1, $2, $2, $3, $4, $5)
        on conflict (id) do update set heartbeat = excluded.heartbeat, busy = excluded.busy, slots = excluded.slots
        """;

    internal const string Alive = "select id, started, heartbeat, slots, busy, device from silos where heartbeat > $1 order by id";

    internal const string Forget = "delete from silos where id = $1 or heartbeat < $2";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <summary>Writes the heartbeat of a silo.</summary>
    public Task HeartbeatAsync(string id, int slots, int busy, string device, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Put, cancellationToken, id, time.GetUtcNow(), slots, busy, device);

    /// <summary>Silos with a heartbeat within the last <paramref name="within"/>.</summary>
    public Task<List<SiloView>> AliveAsync(TimeSpan within, CancellationToken cancellationToken) => database.QueryAsync(
        Alive,
        row => new SiloView(row.GetString(0), row.Instant(1), row.Instant(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5)),
        cancellationToken, time.GetUtcNow() - within);

    /// <summary>Removes a silo that stops, and silos without a heartbeat for a day.</summary>
    public Task LeaveAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Forget, cancellationToken, id, time.GetUtcNow() - Retention);
}

using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Silo.Maintenance;
using Huracan.Silo.Settings;
using Huracan.Tests.Servers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Silo.Maintenance;

public class EventCollectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Events_older_than_the_setting_are_dropped_every_hour()
    {
        await using var server = await PostgresServer.StartTemporaryAsync();
        await using var database = new Database(await server.CreateDatabaseAsync("huracan"));
        await Migrator.MigrateAsync(database, CancellationToken.None);
        foreach (var days in new[] { 9, 3, 2, 1 })
            await database.ExecuteAsync(
                "insert into events (at, run_id, kind, data) values ($1, 'r', 'run', '{}')", CancellationToken.None, Start.AddDays(-days));
        var time = new FakeTimeProvider(Start);
        var collector = new EventCollector(new EventTable(database), Options.Create(new SiloOptions { EventDays = 2 }), time);

        var first = await collector.CollectAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(59));
        var early = await collector.CollectAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        var second = await collector.CollectAsync(CancellationToken.None);

        Assert.Equal((2, 0, 1), (first, early, second)); // the one of two days ago is not older at first
        Assert.Single(await database.QueryAsync("select at from events", row => row.GetDateTime(0), CancellationToken.None));
    }
}

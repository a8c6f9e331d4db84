using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Postgres;

public class MigratorTests
{
    [PostgresFact]
    public async Task Of_several_concurrent_hosts_one_migrates()
    {
        await using var database = new Database(await TestPostgres.CreateAsync());

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrator.MigrateAsync(database, CancellationToken.None)));

        var done = Assert.Single(applied, scripts => scripts.Count > 0);
        Assert.Equal(done.Order(StringComparer.Ordinal), done);
        Assert.Empty(await Migrator.MigrateAsync(database, CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using var database = await TestPostgres.MigratedAsync();
        await database.ExecuteAsync("insert into migrations (number, name) values (9999, 'of tomorrow')", CancellationToken.None);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => Migrator.MigrateAsync(database, CancellationToken.None));

        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }
}

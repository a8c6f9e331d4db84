using System.Text;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Cluster.Grains;

public class ClusterConnectionTests
{
    [PostgresFact]
    public async Task A_host_starts_without_a_silo_and_its_commands_wait_for_one()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(database);
        builder.AddClusterConnection();
        using var host = builder.Build();
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Services.GetRequiredService<ClusterConnection>().RunAsync("run", patience.Token));

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [PostgresFact]
    public async Task The_history_in_a_grains_state_is_read_in_SQL()
    {
        await using var database = await TestPostgres.MigratedAsync();
        var unit = new UnitId("BTCUSDT", Timeframe.M15);
        var state = """
            {"run_id":null,"token":0,"owner":null,"history":{"serving":{"run_id":"r","family":"mlp","horizon":4,"score":61.5},
            "test_openings":[{"run_id":"r","token":2,"at":"2026-01-01T00:00:00Z"}],"searches":[]}}
            """;
        await database.ExecuteAsync(
            """
            insert into orleans.states (service, kind, number_0, number_1, key, version, content, written)
                values ('huracan', 'unit', 0, 0, 'BTCUSDT/15m', 1, $1, now())
            """,
            CancellationToken.None, Encoding.UTF8.GetBytes(state));
        var table = new UnitStateTable(database);

        var history = (await table.HistoryAsync(unit, CancellationToken.None))!;

        Assert.Equal(("mlp", 61.5, 2L), (history.Serving!.Family, history.Serving.Score, history.TestOpenings.Single().Token));
        Assert.Null(await table.HistoryAsync(new UnitId("BTCUSDT", Timeframe.H1), CancellationToken.None));
    }
}

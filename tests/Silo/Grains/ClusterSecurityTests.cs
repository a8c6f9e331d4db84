using Huracan.Cluster.Grains;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Huracan.Tests.Silo.Grains;

public class ClusterSecurityTests
{
    private const string Settings = """
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        train_bars: 500
        simulation: {coins: 2, include_bitcoin: false, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          xgboost: {rounds: 4, max_depth: 2}
        """;

    [PostgresFact]
    public async Task Silos_with_certificates_work_together_and_no_one_else_is_let_in()
    {
        using var ours = new Certificates();
        using var others = new Certificates();
        await using var cluster = await TestCluster.StartAsync(ours.Settings);
        await cluster.AddSiloAsync("a");
        await cluster.AddSiloAsync("b");

        var units = await cluster.UntilEndedAsync(await cluster.PostAsync(Settings));

        Assert.All(units, unit => Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}"));
        await Task.WhenAll(new[] { others.Settings, new Dictionary<string, string>() }.Select(async settings =>
        {
            using var stranger = await cluster.ConnectAsync(settings);
            await Assert.ThrowsAsync<ClusterUnavailableException>(() =>
                stranger.Services.GetRequiredService<ClusterConnection>().RunAsync("run", CancellationToken.None));
            await stranger.StopAsync();
        }));
    }
}

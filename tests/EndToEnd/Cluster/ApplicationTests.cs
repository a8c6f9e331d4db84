using Huracan.Contracts;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>The whole application, with parts of it killed on the way.</summary>
public class ApplicationTests
{
    private const string EightUnits = """
        timeframes: [1h, 4h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 4
        patience: 4
        train_bars: 500
        seed: 7
        simulation: {coins: 3, timeframe: 1h, bars: 9600, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    [ServersFact("postgres", "redis-server")]
    public async Task A_run_survives_the_death_of_a_silo_and_of_redis_with_the_bytes_of_a_single_run()
    {
        var single = SingleRun.HashesAsync(EightUnits);
        await using var application = await RunningApplication.StartAsync(silos: 2);
        var runId = await application.PostAsync(EightUnits);
        UnitView? caught = null;
        await application.UntilAsync(
            async () => (caught = (await application.UnitsAsync(runId)).FirstOrDefault(unit => unit is { State: UnitState.Training, Owner: not null })) is not null, "a unit is in training");
        HuracanProcess.Signal(RunningApplication.ProcessOf(caught!.Owner!), HuracanProcess.Kill);
        HuracanProcess.Signal(application.RedisProcess(), HuracanProcess.Kill);
        await application.UntilAsync(async () => (await application.RunAsync(runId)).Finished is not null, "the run has finished");

        var units = await application.UnitsAsync(runId);
        Assert.Equal(8, units.Count);
        Assert.All(units, unit => Assert.True(unit.State == UnitState.Scored, $"{unit.Coin}/{unit.Timeframe} {unit.State}: {unit.Reason}\n{application.Log}"));
        var published = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var (path, hash) in await application.FilesAsync(unit))
                published.Add(path, hash);
        }
        Assert.Equal(await single, published);
    }

    [ServersFact("postgres", "redis-server")]
    public async Task Five_kills_at_random_moments_lose_and_double_nothing()
    {
        var matrix = new KillMatrix(seed: 1, kills: 5, _ => { });
        await matrix.PlayAsync();
        Assert.Equal(5, matrix.Recoveries.Count);
    }
}

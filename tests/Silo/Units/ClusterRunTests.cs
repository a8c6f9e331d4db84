using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.Silo.Units;

/// <summary>Real silos on a real PostgreSQL, beside the command line on the same settings.</summary>
public class ClusterRunTests
{
    private const string Small = """
        timeframes: [1h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 2
        train_bars: 500
        seed: 7
        simulation: {coins: 2, timeframe: 1h, bars: 3200, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    private const string Long = """
        timeframes: [1h]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 120
        patience: 120
        train_bars: 1200
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 16, hidden_size: 32, conv_channels: 16}
        """;

    private const string Searched = """
        timeframes: [1h]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 4
        patience: 100
        batch_size: 64
        train_bars: 1000
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 2800, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 16, hidden_size: 16, conv_channels: 8}
        search:
          trials: 8
          folds: 2
          epochs: 20
          top_n: 1
          extend_folds: 2
          extend_epochs: 2
          pruner: none
          keep_checkpoints: 8
          spaces:
            cnn-lstm:
              lookback: {low: 16, high: 32, step: 16}
              hidden_size: {low: 8, high: 16, step: 8}
              conv_channels: {low: 4, high: 8, step: 4}
        """;

    [PostgresFact]
    public async Task Two_silos_without_a_shared_disk_produce_the_bytes_of_a_single_run()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.AddSiloAsync("a");
        await cluster.AddSiloAsync("b");
        var runId = await cluster.PostAsync(Small);
        var units = await cluster.UntilEndedAsync(runId);
        Assert.All(units, unit => Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}"));
        Assert.Equal(await SingleRun.HashesAsync(Small), await cluster.PublishedAsync(runId));
        var published = await Task.WhenAll(units.Select(async unit =>
            (await cluster.Files.FindAsync(unit.Key, "data/BTCUSDT/1h.parquet", CancellationToken.None))!.Sha256));
        Assert.Single(published.Distinct()); // Bitcoin's candles beside each unit that reads them, and its own
        Assert.Equal(RunState.Finished, (await cluster.Runs.FindAsync(runId, CancellationToken.None))!.State);
    }

    [PostgresFact]
    public async Task After_a_silo_is_killed_another_continues_from_the_last_checkpoint()
    {
        await using var cluster = await TestCluster.StartAsync();
        var silos = new Dictionary<string, ChildProcess>
        {
            ["a"] = await cluster.AddSiloAsync("a"),
            ["b"] = await cluster.AddSiloAsync("b"),
        };
        var runId = await cluster.PostAsync(Long);
        var caught = (await cluster.UntilAsync(runId, units => units.Exists(IsHalfTrained))).Find(IsHalfTrained)!;
        silos[caught.Owner!].Kill();
        var killed = TimeProvider.System.GetTimestamp();
        await cluster.UntilAsync(runId, units =>
            units.Exists(unit => unit.Key == caught.Key && unit.Token > caught.Token && unit.State == UnitState.Finalizing));
        // Some seconds where nobody else works; the limit is for a machine on which other tests run.
        var took = TimeProvider.System.GetElapsedTime(killed);
        Assert.True(took < TimeSpan.FromMinutes(1), $"It took {took}.");
        var units = await cluster.UntilEndedAsync(runId);
        Assert.All(units, unit => Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}"));
        Assert.Equal(await SingleRun.HashesAsync(Long), await cluster.PublishedAsync(runId));

        static bool IsHalfTrained(UnitRecord unit) => unit.State == UnitState.Finalizing && unit.Progress is > 0.1 and < 0.7;
    }

    [PostgresFact]
    public async Task A_silo_killed_during_a_search_costs_one_trial_at_most_and_changes_no_byte()
    {
        await using var cluster = await TestCluster.StartAsync();
        var silos = new Dictionary<string, ChildProcess>
        {
            ["a"] = await cluster.AddSiloAsync("a"),
            ["b"] = await cluster.AddSiloAsync("b"),
        };
        var runId = await cluster.PostAsync(Searched);
        var caught = await HalfSearchedAsync(cluster, runId);
        silos[caught.Owner!].Kill();
        var candidate = Candidate(caught);
        var before = (await cluster.Studies.FindAsync(runId, candidate, CancellationToken.None))!.Trials;
        await cluster.UntilAsync(runId, units =>
            units.Exists(unit => unit.Key == caught.Key && unit.Token > caught.Token && unit.State == UnitState.Tuning));

        var units = await cluster.UntilEndedAsync(runId);

        Assert.All(units, unit => Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}"));
        Assert.Equal(await SingleRun.HashesAsync(Searched), await cluster.PublishedAsync(runId));
        var after = (await cluster.Studies.FindAsync(runId, candidate, CancellationToken.None))!.Trials;
        Assert.Equal(8, after.Count);
        var kept = before.Where(trial => trial.IsFinished).ToArray();
        Assert.InRange(kept.Length, 2, 7);
        // not run again
        Assert.Equal(
            kept.Select(trial => (trial.Number, trial.Value, trial.Completed)),
            after.Take(kept.Length).Select(trial => (trial.Number, trial.Value, trial.Completed)));
        Assert.NotNull(await cluster.Files.FindAsync(caught.Key, $"{candidate}/optuna.db", CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_run_is_paused_resumed_and_cancelled()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.AddSiloAsync("a");
        var runId = await cluster.PostAsync(Long);
        await cluster.UntilAsync(runId, units => units.Exists(unit => unit.State == UnitState.Finalizing && unit.Progress > 0));
        await (await cluster.RunAsync(runId)).PauseAsync();
        var paused = await cluster.UntilAsync(runId, units => units.TrueForAll(unit => unit.Owner is null));
        Assert.All(paused, unit => Assert.Equal((UnitState.Queued, DesiredState.Pause), (unit.State, unit.DesiredState)));
        await (await cluster.RunAsync(runId)).ResumeAsync();
        await cluster.UntilAsync(runId, units => units.Exists(unit => unit.State == UnitState.Finalizing));
        await (await cluster.RunAsync(runId)).CancelAsync();
        var ended = await cluster.UntilEndedAsync(runId);
        Assert.All(ended, unit => Assert.Equal(UnitState.Cancelled, unit.State));
    }

    [PostgresFact]
    public async Task A_stopping_silo_releases_its_units()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.AddSiloAsync("a", slots: 2);
        var runId = await cluster.PostAsync(Long);
        await cluster.UntilAsync(runId, units => units.Exists(unit => unit.State == UnitState.Finalizing && unit.Progress > 0));
        await first.StopAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, await first.Exited);
        Assert.All(await cluster.UnitsAsync(runId), unit =>
            Assert.Equal((UnitState.Queued, null, 0), (unit.State, unit.Owner, unit.Faults)));
        await cluster.AddSiloAsync("b", slots: 2);
        Assert.All(await cluster.UntilEndedAsync(runId), unit => Assert.Equal(UnitState.Scored, unit.State));
    }

    private static string Candidate(UnitRecord unit) => $"{unit.Key.Unit}/cnn-lstm/h4";

    // A unit of whose eight trials the cluster knows two to five.
    private static async Task<UnitRecord> HalfSearchedAsync(TestCluster cluster, string runId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            foreach (var unit in (await cluster.UnitsAsync(runId)).Where(unit => unit.State == UnitState.Tuning))
            {
                var study = await cluster.Studies.FindAsync(runId, Candidate(unit), timeout.Token);
                if (study?.Trials.Count(trial => trial.IsFinished) is >= 2 and <= 5)
                    return unit;
            }
            await Task.Delay(10, timeout.Token);
        }
    }
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>
/// Kills a silo, the API, Redis, PostgreSQL or AppHost itself at moments drawn from a seed while runs go on, and looks that nothing is
/// lost or doubled: every unit of
/// every run is scored, once, with the bytes that a single undisturbed run leaves.
/// </summary>
internal sealed class KillMatrix(ulong seed, int kills, Action<string> tell)
{
    private static readonly string[] Victims = ["silo", "api", "redis", "postgres", "apphost"];
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly SeededRandom random = new(seed);
    private readonly List<(string Victim, double Seconds)> recoveries = [];

    /// <summary>How long each recovery took.</summary>
    public IReadOnlyList<(string Victim, double Seconds)> Recoveries => recoveries;

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="InvalidOperationException">Something was lost or doubled.</exception>
    public async Task PlayAsync()
    {
        await using var application = await RunningApplication.StartAsync(silos: 2);
        for (var run = 0; recoveries.Count < kills; run++)
        {
            var yaml = Settings(run);
            var single = SingleRun.HashesAsync(yaml);
            var runId = await application.PostAsync(yaml);
            while (recoveries.Count < kills && (await application.RunAsync(runId)).Finished is null)
                await KillAsync(application);
            await application.UntilAsync(async () => (await application.RunAsync(runId)).Finished is not null, $"run {runId} has finished");
            await CheckAsync(application, runId, await single);
            tell($"run {run + 1}: every unit scored once, the bytes of a single run; {recoveries.Count} of {kills} kills");
        }
    }

    private static string Settings(int run) => """
        timeframes: [1h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 6
        patience: 6
        train_bars: 1500
        seed: SEED
        simulation: {coins: 3, timeframe: 1h, bars: 3200, seed: SEED, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
          cnn-lstm: {lookback: 16, hidden_size: 16, conv_channels: 8}
        search:
          trials: 5
          folds: 2
          epochs: 2
          top_n: 1
          extend_folds: 2
          extend_epochs: 4
          keep_checkpoints: 1
          spaces:
            cnn-lstm:
              lookback: {low: 8, high: 16, step: 8}
              hidden_size: {low: 8, high: 16, step: 8}
              conv_channels: {low: 4, high: 8, step: 4}
        """.Replace("SEED", (run + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private async Task KillAsync(RunningApplication application)
    {
        await Task.Delay(random.NextInt(4_000));
        var victim = Victims[random.NextInt(Victims.Length)];
        var silos = application.SiloProcesses();
        if (silos.Length < 2)
            return; // the one killed before is not back yet
        var process = victim switch
        {
            "silo" => silos[random.NextInt(silos.Length)],
            "api" => application.ApiProcess(),
            "redis" => application.RedisProcess(),
            "postgres" => application.PostgresProcess(),
            _ => application.ApiProcess(), // ends with AppHost, and the next one starts another
        };
        Native.SignalProcess(victim == "apphost" ? application.AppHostProcess : process, Signal.Kill);
        var killed = TimeProvider.System.GetTimestamp();
        if (victim == "apphost")
            await application.StartAgainAsync();
        await UntilBackAsync(application, victim, process);
        var seconds = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        recoveries.Add((victim, seconds));
        tell(string.Create(CultureInfo.InvariantCulture, $"{victim} killed, back after {seconds:F1} s"));
    }

    // Back is: another process in its place, and the API, which asks the database, healthy.
    private static async Task UntilBackAsync(RunningApplication application, string victim, int killed)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var isReplaced = victim switch
                {
                    "silo" => application.SiloProcesses() is { Length: 2 } silos && !silos.Contains(killed),
                    "redis" => application.RedisProcess() != killed,
                    "postgres" => application.PostgresProcess() != killed,
                    _ => application.ApiProcess() != killed,
                };
                if (isReplaced && await application.IsHealthyAsync())
                    return;
            }
            catch (InvalidOperationException)
            {
                // Not there yet, or there twice for a moment.
            }
            if (TimeProvider.System.GetElapsedTime(started) > Timeout)
                throw new TimeoutException($"{victim} did not come back.\n{application.Log}");
            await Task.Delay(50);
        }
    }

    private static async Task CheckAsync(RunningApplication application, string runId, SortedDictionary<string, string> single)
    {
        var published = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in await application.UnitsAsync(runId))
        {
            if (unit.State != UnitState.Scored)
                throw new InvalidOperationException(
                    $"{runId}/{unit.Coin}/{unit.Timeframe} is {unit.State}: {unit.Reason}\n{application.Log}");
            foreach (var (path, hash) in await application.FilesAsync(unit))
                published.Add(path, hash);
        }
        var different = single.Keys.Union(published.Keys).Where(path => single.GetValueOrDefault(path) != published.GetValueOrDefault(path))
            .ToArray();
        if (different.Length > 0)
            throw new InvalidOperationException($"{runId}: these differ from a single run's: {string.Join(", ", different)}");
        var summary = await application.SummaryAsync(runId);
        if (summary.Done != 4 || summary.Units.Count != 4)
            throw new InvalidOperationException(
                $"{runId}: the summary counts {summary.Done} of {summary.Units.Count} units done, not 4 of 4.");
        foreach (var (unit, count) in await application.ScoredEventsAsync(runId))
        {
            if (count != 1)
                throw new InvalidOperationException($"{runId}: {unit} was scored {count} times.");
        }
    }
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>
/// Kills a silo, the API, Redis, PostgreSQL or AppHost itself, stops and continues a silo, or asks it to end, at moments drawn from a seed
/// while runs go on, and looks that nothing is lost or doubled: every unit of every run is scored, once, with the bytes that a single
/// undisturbed run leaves. All the while a unit that has an owner must have a worker.
/// </summary>
internal sealed class KillMatrix(ulong seed, int faults, int longestStop, Action<string> tell)
{
    private const string Kill = "kill ";
    private const string StopSilo = "stop silo";
    private const string EndSilo = "end silo";
    private static readonly string[] Faults =
        [$"{Kill}silo", $"{Kill}silo", StopSilo, EndSilo, $"{Kill}api", $"{Kill}redis", $"{Kill}postgres", $"{Kill}apphost"];
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly SeededRandom random = new(seed);
    private readonly List<(string Fault, double Seconds)> recoveries = [];

    /// <summary>How long each recovery took; of a silo that was stopped from when it went on.</summary>
    public IReadOnlyList<(string Fault, double Seconds)> Recoveries => recoveries;

    /// <summary>For how long, at most, units belonged to a silo that did not work on them.</summary>
    public TimeSpan LongestOrphaned { get; private set; }

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="InvalidOperationException">Something was lost or doubled.</exception>
    public async Task PlayAsync()
    {
        await using var application = await RunningApplication.StartAsync(silos: 2);
        for (var run = 0; recoveries.Count < faults; run++)
        {
            var yaml = Settings(run);
            var single = SingleRun.HashesAsync(yaml);
            await application.UntilAsync(async () => (await application.SilosAsync()).Count == 2, "both silos are there");
            var runId = await application.PostAsync(yaml);
            using var watch = new OrphanWatch(application, runId);
            await DisturbAsync(application, runId);
            await watch.EndAsync();
            LongestOrphaned = watch.Longest > LongestOrphaned ? watch.Longest : LongestOrphaned;
            await CheckAsync(application, runId, await single);
            tell($"run {run + 1}: every unit scored once, the bytes of a single run; {recoveries.Count} of {faults} faults");
        }
    }

    /// <summary>Causes faults until there were enough of them, or the run has finished; then waits for its end.</summary>
    public async Task DisturbAsync(RunningApplication application, string runId)
    {
        while (recoveries.Count < faults && (await application.RunAsync(runId)).Finished is null)
            await DisturbAsync(application);
        await application.UntilAsync(async () => (await application.RunAsync(runId)).Finished is not null, $"run {runId} has finished");
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

    private async Task DisturbAsync(RunningApplication application)
    {
        await Task.Delay(random.NextInt(4_000));
        var fault = Faults[random.NextInt(Faults.Length)];
        var silos = application.SiloProcesses();
        if (silos.Length < 2)
            return; // the one before is not back yet
        var process = fault switch
        {
            $"{Kill}api" or $"{Kill}apphost" => application.ApiProcess(), // the API ends with AppHost, and the next one starts another
            $"{Kill}redis" => application.RedisProcess(),
            $"{Kill}postgres" => application.PostgresProcess(),
            _ => silos[random.NextInt(silos.Length)],
        };
        if (fault == StopSilo)
            await StopAsync(process);
        else
            Native.SignalProcess(
                fault == $"{Kill}apphost" ? application.AppHostProcess : process, fault == EndSilo ? Signal.Terminate : Signal.Kill);
        var begun = TimeProvider.System.GetTimestamp();
        if (fault == $"{Kill}apphost")
            await application.StartAgainAsync();
        await UntilBackAsync(application, fault, process);
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        recoveries.Add((fault, seconds));
        tell(string.Create(CultureInfo.InvariantCulture, $"{fault}, back after {seconds:F1} s"));
    }

    private async Task StopAsync(int silo)
    {
        var seconds = 1 + random.NextInt(longestStop);
        Native.SignalProcess(silo, Signal.Stop);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Native.SignalProcess(silo, Signal.Continue);
        tell(string.Create(CultureInfo.InvariantCulture, $"a silo was stopped for {seconds} s"));
    }

    // Back is: another process in its place, and the API, which asks the database, healthy. A silo that was stopped goes on itself, or ends
    // where the others have declared it dead.
    private static async Task UntilBackAsync(RunningApplication application, string fault, int process)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var isReplaced = fault switch
                {
                    StopSilo => application.SiloProcesses().Length == 2 && (await application.SilosAsync()).Count == 2,
                    EndSilo or $"{Kill}silo" => application.SiloProcesses() is { Length: 2 } silos && !silos.Contains(process),
                    $"{Kill}redis" => application.RedisProcess() != process,
                    $"{Kill}postgres" => application.PostgresProcess() != process,
                    _ => application.ApiProcess() != process,
                };
                if (isReplaced && await application.IsHealthyAsync())
                    return;
            }
            catch (InvalidOperationException)
            {
                // Not there yet, or there twice for a moment.
            }
            if (TimeProvider.System.GetElapsedTime(started) > Timeout)
                throw new TimeoutException($"After '{fault}' it did not come back.\n{application.Log}");
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

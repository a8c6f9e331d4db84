using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Tests.EndToEnd.Cluster;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Bench.Cluster;

/// <summary>
/// <c>bench overhead</c>: the same units by the command line and by the cluster, taking turns. To be pinned to one core, so that no idle
/// core hides what the servers cost, and neither side is lucky with the order of its units.
/// </summary>
internal static class OverheadCommand
{
    private const string Settings = """
        timeframes: [1h]
        models: [xgboost, cnn-lstm]
        epochs: 6
        patience: 6
        seed: SEED
        simulation: {coins: 4, include_bitcoin: false, timeframe: 1h, bars: 9000, seed: SEED}
        """;

    public static Command Create()
    {
        var laps = new Option<int>("--laps") { Description = "Times each side does a run of four units.", DefaultValueFactory = _ => 3 };
        var command = new Command(
            "overhead", "Seconds of a run by the command line and by a cluster of one silo, each with a worker per core.") { laps };
        command.SetAction(async (parse, token) =>
        {
            var (single, cluster) = (new List<double>(), new List<double>());
            await using var application = await RunningApplication.StartAsync(silos: 1);
            for (var lap = 0; lap <= parse.GetValue(laps); lap++)
            {
                var yaml = Settings.Replace("SEED", (lap + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                var alone = await SingleAsync(yaml, token);
                var together = await ClusterAsync(application, yaml);
                if (lap == 0)
                    continue; // the first round warms up: files are read and code is compiled
                single.Add(alone);
                cluster.Add(together);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"lap {lap}: huracan run {alone:F1} s, cluster {together:F1} s, {100 * (together / alone - 1):+0.0;-0.0} %"));
            }
            var ratios = single.Zip(cluster, (one, other) => other / one).Order().ToArray();
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"median overhead {100 * (ratios[ratios.Length / 2] - 1):+0.0;-0.0} %"));
            return 0;
        });
        return command;
    }

    private static async Task<double> SingleAsync(string yaml, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("huracan-overhead-").FullName;
        try
        {
            var config = Path.Combine(folder, "config.yaml");
            await File.WriteAllTextAsync(config, yaml, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            var (code, output) = await ChildProcess.RunAsync(
                new ProcessCommand("dotnet", [Programs.Cli, "run", "--config", config, "--out", folder]), cancellationToken);
            return code == 0
                ? Stopwatch.GetElapsedTime(started).TotalSeconds
                : throw new InvalidOperationException($"The run ended with {code}: {output}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ClusterAsync(RunningApplication application, string yaml)
    {
        var started = Stopwatch.GetTimestamp();
        var run = await application.PostAsync(yaml);
        // follows the events to the run's end; asking again and again would cost the cluster's time
        await application.ScoredEventsAsync(run);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}

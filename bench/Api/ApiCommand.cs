using System.CommandLine;
using System.Globalization;
using Huracan.Tests.EndToEnd.Cluster;

namespace Huracan.Bench.Api;

/// <summary><c>bench api</c>: reads at a steady rate from the real API, over its real PostgreSQL and Redis.</summary>
internal static class ApiCommand
{
    // What a dashboard and a trading bot read, the list of units being the heaviest.
    private static readonly string[] Paths =
    [
        "models", "models/{unit}", "hamilton/ranking", "hamilton/do-not-trade", "thresholds/1h", "runs", "runs/{run}", "runs/{run}/units",
        "runs/{run}/summary", "units/{unit}",
    ];

    private const string Run = """
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        train_bars: 500
        seed: 7
        simulation: {coins: 8, timeframe: 1h, bars: 3200, seed: 7}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
        """;

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var command = new Command("api", "Reads from the API at a steady rate: latency and errors.") { rate, seconds };
        command.SetAction(async (parse, token) =>
        {
            await using var application = await RunningApplication.StartAsync(silos: 1);
            var run = await application.PostAsync(Run);
            await application.UntilAsync(async () => (await application.RunAsync(run)).Finished is not null, "the run has finished");
            var unit = (await application.UnitsAsync(run))[0];
            string[] paths = [
                .. Paths.Select(path =>
                    path.Replace("{run}", run, StringComparison.Ordinal)
                        .Replace("{unit}", $"{unit.Coin}/{unit.Timeframe}", StringComparison.Ordinal))
            ];
            await SteadyLoad.Of(application.Http, paths, parse.GetValue(rate)).RunAsync(TimeSpan.FromSeconds(5), token); // warms up
            var answers = await SteadyLoad.Of(application.Http, paths, parse.GetValue(rate))
                .RunAsync(TimeSpan.FromSeconds(parse.GetValue(seconds)), token);
            Print("all", answers);
            foreach (var path in answers.GroupBy(answer => answer.Path))
                Print(path.Key, [.. path]);
            return answers.All(answer => answer.Status == 200) ? 0 : 1;
        });
        return command;
    }

    private static void Print(string what, IReadOnlyList<Answer> answers)
    {
        var milliseconds = answers.Select(answer => answer.Milliseconds).Order().ToArray();
        var errors = answers.Where(answer => answer.Status != 200)
            .GroupBy(answer => answer.Status)
            .Select(group => $"{group.Count()} x {group.Key}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-44} {answers.Count,6} requests  p50 {milliseconds[milliseconds.Length / 2],6:F2} ms  p99 "
                + $"{milliseconds[(int)(milliseconds.Length * 0.99)],7:F2} ms  max {milliseconds[^1],7:F2} ms  errors: "
                + $"{string.Join(", ", errors.DefaultIfEmpty("none"))}"));
    }
}

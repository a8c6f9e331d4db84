using System.CommandLine;
using Huracan.Bench.Api;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Client;
using Huracan.Tests.Dashboard.Harness;
using Huracan.Tests.Servers;

namespace Huracan.Bench.Hamilton;

/// <summary>
/// <c>bench hamilton http</c>: how long a forecast by features takes over HTTP at a steady rate, from an API in a process of its own with
/// its own PostgreSQL; then the same while champions change.
/// </summary>
internal static class HttpCommand
{
    private const double TargetMilliseconds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 30 };
        var swaps = new Option<int>("--swaps") { Description = "How often the champion changes.", DefaultValueFactory = _ => 50 };
        var command = new Command("http", "The same over HTTP at a steady rate, and while champions change. Build Api first.")
        {
            rate, seconds, swaps,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("huracan-hamilton-").FullName;
            try
            {
                return await MeasureAsync(
                    folder, parse.GetValue(rate), TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(swaps), cancellationToken);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> MeasureAsync(
        string folder, int rate, TimeSpan duration, int swaps, CancellationToken cancellationToken)
    {
        var champion = new BenchChampion(folder, "xgboost");
        await using var postgres = await PostgresServer.StartTemporaryAsync();
        await using var api = await Host.StartAsync(
            "Api", folder,
            new()
            {
                ["ConnectionStrings__huracan"] = await postgres.CreateDatabaseAsync("huracan"),
                ["HURACAN_STATE"] = folder,
                ["Api__Champions"] = champion.Store.Root,
                ["Api__RequestsPerSecond"] = "100000",
                ["Api__Burst"] = "100000",
                ["Logging__LogLevel__Default"] = "Warning",
            },
            _ => { });
        using var http = new HttpClient { BaseAddress = api.Address };
        var key = ApiKeyEntry.Read(Path.Combine(folder, ApiKeyEntry.FileName)).First(entry => entry.Role == ApiRole.Reader).Key;
        var (hamilton, features) = (new HttpHamilton(http, key), champion.Features());
        var changes = new ChampionChanges(champion, hamilton, features);

        await new SteadyLoad(rate, changes.AskAsync).RunAsync(WarmUp, cancellationToken); // until the code is compiled
        var steady = await new SteadyLoad(rate, changes.AskAsync).RunAsync(duration, cancellationToken);
        changes.Prepare(swaps);
        var changing = changes.RunAsync(cancellationToken);
        var changed = await new SteadyLoad(rate, changes.AskAsync)
            .RunAsync(ChampionChanges.Every * (swaps + 2), cancellationToken);
        await changing;

        Tables.Print(
            ["over HTTP", "requests", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "failed"],
            [Row("steady", steady), Row($"{swaps} changes", changed)]);
        var (p99, failed) = (Quantile(steady, 0.99), steady.Concat(changed).Count(answer => answer.Status != 200));
        Console.WriteLine($"Versions that answered: {changed.Select(answer => answer.Path).Distinct().Count()} of {swaps + 1}; "
            + $"answers of a version that was not current: {changes.Wrong}");
        Console.WriteLine($"The 99th percentile must be {TargetMilliseconds} ms or less: {(p99 <= TargetMilliseconds ? "met" : "MISSED")}");
        return p99 <= TargetMilliseconds && failed == 0 && changes.Wrong == 0 ? 0 : 1;
    }

    private static string[] Row(string what, IReadOnlyList<Answer> answers) =>
    [
        what, Tables.Number(answers.Count, "0"), Tables.Number(Quantile(answers, 0.5)), Tables.Number(Quantile(answers, 0.99)),
        Tables.Number(Quantile(answers, 0.999)), Tables.Number(Quantile(answers, 1)),
        Tables.Number(answers.Count(answer => answer.Status != 200), "0"),
    ];

    private static double Quantile(IReadOnlyList<Answer> answers, double share)
    {
        var milliseconds = answers.Select(answer => answer.Milliseconds).Order().ToArray();
        return milliseconds[Math.Min(milliseconds.Length - 1, (int)(milliseconds.Length * share))];
    }
}

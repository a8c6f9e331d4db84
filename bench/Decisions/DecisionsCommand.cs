using System.CommandLine;
using System.Globalization;
using System.Text;
using Huracan.Contracts.Client;
using Huracan.Contracts.Json;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Market;
using Huracan.Tests.EndToEnd.Cluster;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;

namespace Huracan.Bench.Decisions;

/// <summary>
/// <c>bench decisions</c>: the whole application trains a model for each of many coins on candles of 15 minutes from an exchange in this
/// process, and then forecasts all of them at each close. The exchange's clock is fast; times are measured by this machine's.
/// </summary>
internal static class DecisionsCommand
{
    private const int Days = 50;
    private const int Speed = 30;
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var coins = new Option<int>("--coins") { Description = "Coins.", DefaultValueFactory = _ => 300 };
        var closes = new Option<int>("--closes") { Description = "Closes to measure.", DefaultValueFactory = _ => 10 };
        var model = new Option<string>("--model") { Description = "Model family.", DefaultValueFactory = _ => "xgboost" };
        var command = new Command("decisions", "Time from a candle's close until the decisions on all coins are recorded.")
        {
            coins, closes, model,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await RunAsync(parse.GetValue(coins), parse.GetValue(closes), parse.GetValue(model)!, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(int coins, int closes, string model, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var market = new SimulatorOptions { Coins = coins - 1, Bars = 96 * (Days + 30), Start = Begin, StepsPerBar = 2 }; // and Bitcoin
        await using var exchange = await LocalExchange.StartAsync(market, new FastTime(Begin.AddDays(Days).AddMinutes(1), Speed));
        scratch.Write("vendors.yaml", exchange.Settings());
        (await HuracanProcess.RunAsync(
            "data", "download", "--settings", scratch.Path("vendors.yaml"), "--coins", "all", "--timeframes", "15m", "--from", "2024-01-01",
            "--out", scratch.Path("store"))).Expect(0);
        await using var application = await RunningApplication.StartAsync(silos: 1, environment: new()
        {
            ["Market__Source"] = scratch.Path("store"),
            ["Market__Vendors"] = scratch.Path("vendors.yaml"),
        });
        var run = await application.PostAsync($$"""
            source: {{scratch.Path("store")}}
            timeframes: [15m]
            models: [{{model}}]
            horizons: [4]
            train_bars: 1000
            epochs: 1
            seed: 7
            model_settings:
              xgboost: {rounds: 60, max_depth: 4}
            """);
        Console.WriteLine($"{coins} coins are trained ({run})");
        while ((await application.RunAsync(run)).Finished is null)
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        var units = (await application.SummaryAsync(run)).Done;

        var begin = exchange.Now.AddMinutes(15); // models are loaded before the first close that counts
        while (exchange.Now < begin.AddMinutes(15 * closes + 10))
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        Report(units, await EntriesAsync(application, cancellationToken), exchange, begin, closes);
    }

    private static async Task<List<PaperDecision>> EntriesAsync(RunningApplication application, CancellationToken cancellationToken)
    {
        var decisions = new List<PaperDecision>();
        await foreach (var entry in new HuracanClient(application.Http, TimeProvider.System).RecordEntriesAsync(0, cancellationToken))
        {
            if (entry.Content.Contains("\"DECISION\"", StringComparison.Ordinal))
                decisions.Add(HuracanJson.Deserialize<PaperDecision>(Encoding.UTF8.GetBytes(entry.Content), "an entry"));
        }
        return decisions;
    }

    private static void Report(int units, List<PaperDecision> decisions, LocalExchange exchange, DateTimeOffset begin, int closes)
    {
        var (now, there) = (TimeProvider.System.GetUtcNow(), exchange.Now);
        Console.WriteLine($"close             decisions of {units}   first     median    p99       last (s after the close)");
        var all = new List<double>();
        foreach (var close in decisions.Where(one => one.Closed >= begin.ToUnixTimeMilliseconds()).GroupBy(one => one.Closed)
            .OrderBy(group => group.Key).Take(closes))
        {
            var closed = now - (there - DateTimeOffset.FromUnixTimeMilliseconds(close.Key)) / Speed; // by this machine's clock
            var seconds = close.Select(one => (DateTimeOffset.FromUnixTimeMilliseconds(one.Recorded) - closed).TotalSeconds)
                .Order().ToArray();
            all.AddRange(seconds);
            Print(DateTimeOffset.FromUnixTimeMilliseconds(close.Key).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture), seconds);
        }
        Print("all", [.. all.Order()]);
    }

    private static void Print(string what, double[] seconds) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-16} {seconds.Length,12} {seconds[0],14:F3} {At(seconds, 0.5),9:F3} {At(seconds, 0.99),9:F3} {seconds[^1],9:F3}"));

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}

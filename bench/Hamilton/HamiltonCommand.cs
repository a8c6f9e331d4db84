using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Hamilton;
using Huracan.Hamilton;

namespace Huracan.Bench.Hamilton;

/// <summary><c>bench hamilton</c>: how long a model takes to load, and a forecast inside of a trading program, whose models are in
/// memory.</summary>
internal static class HamiltonCommand
{
    private const double TargetMilliseconds = 1;
    private const int WarmUp = 2_000;

    public static Command Create()
    {
        var calls = new Option<int>("--calls")
        {
            Description = "Forecasts by features; a twentieth of them by candles.",
            DefaultValueFactory = _ => 20_000,
            HelpName = "N",
        };
        var command = new Command("hamilton", "How long a model takes to load; latency and throughput of forecasts inside of this process.")
        {
            calls, LoadCommand.Create(), HttpCommand.Create(),
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("huracan-hamilton-").FullName;
            try
            {
                var met = true;
                List<IReadOnlyList<string>> rows = [];
                foreach (var family in new[] { "xgboost", "cnn-lstm" })
                    met &= await MeasureAsync(new BenchChampion(folder, family), family, parse.GetValue(calls), rows, cancellationToken);
                Tables.Print(["forecast", "p50 ms", "p99 ms", "max ms", "1 thread /s", "2 threads /s"], rows);
                return met ? 0 : 1;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<bool> MeasureAsync(
        BenchChampion champion, string family, int calls, List<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        using var hamilton = new FolderHamilton(champion.Store);
        var isSoon = await LoadCommand.MeasureAsync(champion.Store, family, cancellationToken);
        var model = await hamilton.LoadModelAsync("SIM001USDT", "4h", cancellationToken: cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{family}: {model.FeatureNames.Count} features, looks back {model.Lookback}, {model.MinCandles} candles at least"));
        var features = champion.Features();
        var p99 = await RowAsync($"{family}, features", () => hamilton.PredictAsync("SIM001USDT", "4h", features), calls, rows);
        foreach (var count in new[] { model.MinCandles, 1_000 })
        {
            var candles = champion.Candles(count);
            await RowAsync($"{family}, {count} candles", () => hamilton.PredictAsync("SIM001USDT", "4h", candles), calls / 20, rows);
        }
        Console.WriteLine($"{family}: by features the 99th percentile must be {TargetMilliseconds} ms or less: "
            + $"{(p99 <= TargetMilliseconds ? "met" : "MISSED")}");
        return isSoon && p99 <= TargetMilliseconds;
    }

    private static async Task<double> RowAsync(
        string name, Func<ValueTask<ChampionForecast>> predict, int calls, List<IReadOnlyList<string>> rows)
    {
        for (var i = 0; i < Math.Min(WarmUp, calls); i++) // until the code is fully compiled
            await predict();
        var milliseconds = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await predict();
            milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(milliseconds);
        await RateAsync(predict, calls / 10, threads: 2); // the second copy is loaded
        var (one, two) = (await RateAsync(predict, calls, threads: 1), await RateAsync(predict, calls, threads: 2));
        var p99 = milliseconds[calls * 99 / 100];
        rows.Add(
        [
            name, Tables.Number(milliseconds[calls / 2], "0.000"), Tables.Number(p99, "0.000"), Tables.Number(milliseconds[^1], "0.0"),
            Tables.Rate(one), Tables.Rate(two),
        ]);
        return p99;
    }

    private static async Task<double> RateAsync(Func<ValueTask<ChampionForecast>> predict, int calls, int threads)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < calls / threads; i++)
                await predict();
        })));
        return calls / threads * threads / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}

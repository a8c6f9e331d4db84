using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Engine.Models;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Tasks;

/// <summary>
/// <c>bench tasks</c>: every model family, with its own settings, on two public tasks of which it is known what they ask for.
/// </summary>
internal static class TasksCommand
{
    private const int Seeds = 3, Tested = 5_000;

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "One seed and a tenth of the samples: shows that everything runs." };
        var command = new Command(
            "tasks", "Errors of each model family on waveforms (3,000 to learn from) and on the adding problem (10,000), over seeds.")
        {
            quick,
        };
        command.SetAction(parse =>
        {
            var isQuick = parse.GetValue(quick);
            var rows = new List<string[]>();
            foreach (var family in RunFiles.Families.Families.Where(family => !family.IsBaseline))
            {
                var isWide = family.FeatureSet == "wide";
                rows.Add(
                [
                    family.Name,
                    Error(family.Name, isQuick, 3_000, 60, (count, seed) => Waveform.Make(count, seed, !isWide), Waveform.Points),
                    isWide ? "-" : Error(family.Name, isQuick, 10_000, 20, AddingProblem.Make, AddingProblem.Length),
                ]);
                Console.WriteLine(string.Join("  ", rows[^1]));
            }
            Tables.Print(["family", "waveform", "adding problem"], rows);
            Console.WriteLine("Error in percent, mean and deviation over seeds; half as many more samples are there to stop early on.");
        });
        return command;
    }

    private static string Error(string family, bool isQuick, int count, int epochs, Func<int, ulong, Samples> make, int lookback)
    {
        var used = isQuick ? Math.Max(100, count / 10) : count;
        var errors = Enumerable.Range(0, isQuick ? 1 : Seeds)
            .Select(seed => Error(family, (ulong)seed, used, isQuick ? 2 : epochs, make, lookback)).ToArray();
        var mean = errors.Average();
        var deviation = errors.Length < 2 ? 0 : Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1));
        return $"{Tables.Number(mean, "0.0")} ± {Tables.Number(deviation, "0.0")}";
    }

    private static double Error(string name, ulong seed, int count, int epochs, Func<int, ulong, Samples> make, int lookback)
    {
        var (train, validation, test) = (make(count, 10 * seed + 1), make(count / 2, 10 * seed + 2), make(Tested, 10 * seed + 3));
        var settings = YamlFile.LoadNumbers(ConfigFolder.Find($"models/{name}.yaml")).ToDictionary();
        if (settings.ContainsKey("lookback"))
            settings["lookback"] = lookback;
        using var model = RunFiles.Families.Create(name, new ModelSettings(name, train.Table.Features, settings));
        var options = new FitOptions { Seed = seed, Epochs = epochs, Patience = 10, BatchSize = 64 };
        model.Fit(train, validation, options, CancellationToken.None);
        var forecasts = model.Predict(test.Table, test.Bars);
        return 100.0 * forecasts.Zip(test.Classes).Count(pair => pair.First.Direction + 1 != pair.Second) / test.Count;
    }
}

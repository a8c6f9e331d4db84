using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Engine.Market;

namespace Huracan.Bench.Importance;

/// <summary>
/// <c>bench importance</c>: whether the features of a planted signal are found, what is marked on pure noise, and what it costs.
/// </summary>
internal static class ImportanceCommand
{
    public static Command Create()
    {
        var families = new Option<string>("--families")
        {
            Description = "Families, divided by commas.",
            DefaultValueFactory = _ => "linear,xgboost,lightgbm,cnn-lstm",
        };
        var coins = new Option<int>("--coins") { Description = "Coins with a signal, and as many of noise.", DefaultValueFactory = _ => 4 };
        var bars = new Option<int>("--bars") { Description = "Hours of a coin.", DefaultValueFactory = _ => 16_000 };
        var command = new Command(
            "importance",
            "Which features are told from noise with a planted signal and without, and the time it takes beside the training's.")
        {
            families, coins, bars,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var names = parse.GetRequiredValue(families).Split(',');
            var planted = Measure(new PlantedSignal { Probability = 0.1, Horizon = 4, NetSharpe = 16 });
            var noise = Measure(null);
            Tables.Print(
                [
                    "family", "planted: first", "told", "noise: below 0.05", "told", "bars", "repeats", "training s", "importance s",
                    "share",
                ],
                names.Select((name, i) => Row(name, planted[i], noise[i])));
            Console.WriteLine(
                "planted: coins on which a group with a feature of the planted events has the greatest rise, and on which one is told from "
                + "noise. noise: features with a p-value below 0.05 before any correction, of all tested; coins with one that is told "
                + "after it.");
            return Task.FromResult(0);

            List<List<MeasuredFamily>> Measure(PlantedSignal? signal)
            {
                var found = names.Select(_ => new List<MeasuredFamily>()).ToList();
                for (var coin = 0; coin < parse.GetValue(coins); coin++)
                {
                    var measured = MeasuredFamily.Of(names, 900 + (ulong)coin, signal, parse.GetValue(bars), cancellationToken);
                    for (var i = 0; i < names.Length; i++)
                        found[i].Add(measured[i]);
                }
                return found;
            }
        });
        return command;
    }

    private static string[] Row(string name, List<MeasuredFamily> planted, List<MeasuredFamily> noise)
    {
        var all = planted.Concat(noise).ToArray();
        var tested = noise.SelectMany(one => one.Tested).ToArray();
        var (training, importance) = (all.Average(one => one.TrainingSeconds), all.Average(one => one.ImportanceSeconds));
        return
        [
            name, $"{planted.Count(one => one.PlaceOfPlanted == 1)}/{planted.Count}",
            $"{planted.Count(one => one.TellsPlanted)}/{planted.Count}",
            $"{Tables.Number(100.0 * tested.Count(rise => rise.PValue <= 0.05) / tested.Length, "0.0")} % of {tested.Length}",
            $"{noise.Count(one => one.Tested.Any(rise => rise.IsTold))}/{noise.Count}",
            Tables.Number(all.Average(one => one.Report.Bars), "0"), Tables.Number(all.Average(one => one.Report.Repeats), "0.0"),
            Tables.Number(training, "0.00"), Tables.Number(importance, "0.00"), Tables.Number(100 * importance / training, "0") + " %",
        ];
    }
}

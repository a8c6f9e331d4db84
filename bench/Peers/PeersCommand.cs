using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Json;

namespace Huracan.Bench.Peers;

/// <summary><c>bench peers</c>: speed beside other libraries, in one run on one machine.</summary>
internal static class PeersCommand
{
    private static readonly string[] Parts = ["training", "networks", "features", "backtest", "boosting", "predict"];

    public static Command Create()
    {
        var parts = new Argument<string[]>("part")
        {
            Description = "Which of them; all when none is "
            + "named.",
            Arity = ArgumentArity.ZeroOrMore
        };
        parts.AcceptOnlyFromAmong(Parts);
        var rounds = new Option<int>("--rounds") { Description = "How often ours and the peer take turns.", DefaultValueFactory = _ => 5 };
        var quick = new Option<bool>("--quick") { Description = "Small sizes and two rounds: shows that everything runs, not how fast." };
        var json = new Option<string?>("--json") { Description = "Also write every lap and figure to this file.", HelpName = "FILE" };
        var command = new Command(
            "peers",
            "Speed beside PyTorch, pandas and XGBoost for Python on the same work, one thread each, taking turns; and rates without "
                + "a peer.")
        {
            parts, rounds, quick, json,
        };
        command.SetAction(parse =>
        {
            var wanted = parse.GetValue(parts) is { Length: > 0 } named ? named : Parts;
            var comparisons = Measure(wanted, parse.GetValue(quick) ? 2 : parse.GetValue(rounds), parse.GetValue(quick));
            Show(comparisons);
            if (parse.GetValue(json) is { } file)
                File.WriteAllBytes(file, HuracanJson.Serialize(comparisons));
            return comparisons.Any(comparison => comparison.Met == false) ? 1 : 0;
        });
        return command;
    }

    private static List<Comparison> Measure(string[] parts, int rounds, bool quick)
    {
        var folder = Directory.CreateTempSubdirectory("huracan-bench-").FullName;
        try
        {
            List<Comparison> all = [];
            foreach (var part in parts)
            {
                Console.WriteLine($"measuring {part} …");
                all.AddRange(part switch
                {
                    "training" => TrainingComparison.Run(quick ? 2_000 : 10_000, rounds, quick ? 1 : 2, [32, 256], folder),
                    "networks" => NetworkComparison.Run(quick ? 1_000 : 5_000, rounds, quick ? 1 : 2),
                    "features" => FeatureComparison.Run(quick ? 20_000 : 100_000, rounds, folder),
                    "backtest" => BacktestRates.Run(quick ? 100_000 : 1_000_000, rounds),
                    "boosting" => BoostingComparison.Run(quick ? 10 : 100, rounds, folder),
                    _ => PredictLatency.Run(quick ? 500 : 10_000),
                });
            }
            return all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(List<Comparison> comparisons)
    {
        Console.WriteLine();
        Tables.Print(comparisons);
        foreach (var comparison in comparisons.Where(comparison => comparison.Figures.Count > 0))
            Console.WriteLine(
                $"{comparison.Name}: "
                    + $"{string.Join(", ", comparison.Figures.Select(pair => $"{pair.Key} {Tables.Number(pair.Value, "G4")}"))}");
        Console.WriteLine(
            "\nRates are of the median lap, the best lap, and the processor time of the median lap; ratio is ours over the peer's, "
                + "likewise. Processor time is\n"
            + "what counts on a machine that does other work too.");
    }
}

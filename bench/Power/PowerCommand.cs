using System.CommandLine;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Json;

namespace Huracan.Bench.Power;

/// <summary><c>bench power</c>: how often the pipeline finds a signal in noise, and how often it finds a planted one.</summary>
internal static class PowerCommand
{
    public static Command Create()
    {
        var studies = new Argument<string[]>("study")
        {
            Description = "Which studies; all when none is "
            + "named.",
            Arity = ArgumentArity.ZeroOrMore
        };
        studies.AcceptOnlyFromAmong([.. Study.All.Select(study => study.Name)]);
        var coins = new Option<int?>("--coins") { Description = "Coins, instead of the study's own number.", HelpName = "N" };
        var seed = new Option<ulong?>("--seed")
        {
            Description = "Seed of market and training, instead of the study's own.",
            HelpName = "S",
        };
        var workers = new Option<int>("--workers")
        {
            Description = "Processes side by side; changes no "
            + "result.",
            DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount)
        };
        var keep = new Option<string?>("--keep") { Description = "Keep the runs in this folder.", HelpName = "DIR" };
        var json = new Option<string?>("--json") { Description = "Also write every coin's verdict to this file.", HelpName = "FILE" };
        var command = new Command(
            "power",
            "False alarms and power: whole runs of the command line over simulated coins, without a signal and with one of known worth.")
        {
            studies, coins, seed, workers, keep, json,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var wanted = parse.GetValue(studies) is { Length: > 0 } named ? named.Select(Study.Of) : Study.All;
            var folder = parse.GetValue(keep) ?? Directory.CreateTempSubdirectory("huracan-power-").FullName;
            List<StudyResult> results = [];
            try
            {
                foreach (var study in wanted)
                {
                    var options = study.Options(parse.GetValue(coins), parse.GetValue(seed));
                    Console.WriteLine($"{study.Name}: {study.Claim} ({options.Simulation.Coins} coins) …");
                    var place = Path.Combine(folder, $"{study.Name}-{options.Simulation.Seed}");
                    results.Add(await StudyRun.ExecuteAsync(study, options, parse.GetValue(workers), place, cancellationToken));
                    Tables.Print(StudyResult.Headings, [results[^1].Row]);
                }
            }
            finally
            {
                if (parse.GetValue(keep) is null)
                    Directory.Delete(folder, recursive: true);
            }
            if (results.Count > 1)
                Tables.Print(StudyResult.Headings, results.Select(result => result.Row));
            if (parse.GetValue(json) is { } file)
                await File.WriteAllBytesAsync(file, HuracanJson.Serialize(results), cancellationToken);
            return results.Any(result => result.Met == false) ? 1 : 0;
        });
        return command;
    }
}

using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Datasets.Simulation;
using Huracan.Engine.Leakage.Statistics;
using Huracan.Storage.Configuration;
using Huracan.Storage.Datasets;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Datasets;

/// <summary><c>huracan dataset simulate</c>: makes ready-made splits of the simulated market, with a planted leak if asked for.</summary>
internal static class SimulateCommand
{
    private static readonly SimulatedDatasetOptions Defaults = new();

    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder of the three files.", HelpName = "DIR", Required = true };
        var rows = NumberOption.Whole(
            "--rows", $"Rows of all parts and symbols together; default {Defaults.Rows}.", "N", 300, 10_000_000);
        var features = NumberOption.Whole("--features", $"Features; default {Defaults.Features}.", "N", 1, 400);
        var symbols = NumberOption.Whole("--symbols", $"Symbols; default {Defaults.Symbols}.", "N", 1, 999);
        var horizons = Text("--horizons", "Horizons of the labels in bars, with commas.", string.Join(',', Defaults.Horizons));
        var timeframe = Text("--timeframe", "Length of a bar.", $"{Defaults.Timeframe}");
        var scaler = Text("--scaler", "standard, robust or min_max.", "standard");
        var leak = Text("--leak", "none, or what is planted: scaler, purge or label.", "none");
        var sharpe = NumberOption.Create(
            "--net-sharpe", "Annualised Sharpe ratio after costs of a signal in every symbol; default none.", 0, 50);
        sharpe.Required = false;
        var seed = new Option<ulong>("--seed") { Description = "Seed of the market.", DefaultValueFactory = _ => Defaults.Seed };
        var command = new Command("simulate", "Make a dataset from the simulated market: labelled, purged, scaled by train alone.")
        {
            output, rows, features, symbols, horizons, timeframe, scaler, leak, sharpe, seed,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var options = new SimulatedDatasetOptions
            {
                Rows = parse.GetValue(rows) ?? Defaults.Rows,
                Features = parse.GetValue(features) ?? Defaults.Features,
                Symbols = parse.GetValue(symbols) ?? Defaults.Symbols,
                Horizons = DatasetCommand.Horizons(horizons.Name, parse.GetRequiredValue(horizons)),
                Timeframe = SettingValue.Parse<Timeframe>(timeframe.Name, parse.GetRequiredValue(timeframe)),
                Scaler = SettingValue.Parse<ScalerKind>(scaler.Name, parse.GetRequiredValue(scaler)),
                Leak = SettingValue.Parse<PlantedLeak>(leak.Name, parse.GetRequiredValue(leak)),
                NetSharpe = parse.GetResult(sharpe) is null ? 0 : parse.GetValue(sharpe),
                Seed = parse.GetValue(seed),
            };
            // Each setting is the command-line option of the same name.
            var errors = options.Validate(new(options))
                .Select(error => $"--{string.Concat(error.MemberNames).ToLowerInvariant()} {error.ErrorMessage}");
            if (string.Join(Environment.NewLine, errors) is { Length: > 0 } refusal)
                throw new InputRefusedException(refusal);
            var folder = OutputFolder.Of(output, parse.GetRequiredValue(output));
            var recipe = SimulatedFeatures.Recipe(RunFiles.Features(), options.Features);
            var dataset = new SimulatedDataset(options, recipe).Make(cancellationToken);
            SplitFiles.Write(folder, dataset);
            parse.InvocationConfiguration.Output.WriteLine(
                $"{folder}: {dataset.Rows} rows of {dataset.Symbols.Count} symbols, {dataset.Features.Count} features. "
                    + $"Next: {Invocation.Name} dataset check {folder}");
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Option<string> Text(string name, string description, string value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}

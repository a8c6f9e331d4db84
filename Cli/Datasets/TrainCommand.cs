using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Datasets;

/// <summary><c>huracan dataset train</c>: pooled models of ready-made splits.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var folder = DatasetCommand.Folder();
        var model = new Option<string>("--model") { Description = "Model families with commas.", HelpName = "NAME", Required = true };
        var horizon = new Option<string>("--horizon") { Description = "Horizons with commas.", HelpName = "h5", Required = true };
        var epochs = NumberOption.Whole("--epochs", "Most epochs of a network; default 50.", "N", 1, 100_000);
        var patience = NumberOption.Whole("--patience", "Epochs without improvement before stopping; default 5.", "N", 1, 100_000);
        var batch = NumberOption.Whole("--batch-size", "Samples per training step; default 256.", "N", 1, 1_000_000);
        var device = new Option<string>("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the trainings.", DefaultValueFactory = _ => 1 };
        var gaps = new Option<bool>("--no-gaps") { Description = "Read no window in which bars are missing." };
        var leaks = new Option<bool>("--allow-leaks") { Description = "Train although the check says BLOCKED." };
        var test = new Option<bool>("--open-test") { Description = "Measure the models on test too, which is counted." };
        var output = new Option<string?>("--out")
        {
            Description = "Folder of the models of this dataset; default artifacts/datasets/ with the name of its folder and its hash.",
            HelpName = "DIR",
        };
        var command = new Command(
            "train",
            "Train one model of each family on all symbols, stop early on validation, and measure it there, pooled and per symbol.")
        {
            folder, model, horizon, epochs, patience, batch, device, seed, gaps, leaks, test, output,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var defaults = new FitOptions();
            var run = new RunOptions
            {
                Models = [.. Families(parse.GetRequiredValue(model))],
                Device = SettingValue.Parse<TrainingDevice>(device.Name, parse.GetRequiredValue(device)),
            };
            var horizons = DatasetCommand.Horizons(horizon.Name, parse.GetRequiredValue(horizon));
            RunFiles.Complete(run);
            var target = parse.GetValue(output);
            _ = OutputFolder.Of(output, target ?? PooledSession.DefaultFolder);
            new PooledSession(parse.GetRequiredValue(folder), target, parse.InvocationConfiguration.Output)
            {
                AllowLeaks = parse.GetValue(leaks),
                OpenTest = parse.GetValue(test),
                SpansGaps = !parse.GetValue(gaps),
                Options = new FitOptions
                {
                    Epochs = parse.GetValue(epochs) ?? defaults.Epochs,
                    Patience = parse.GetValue(patience) ?? defaults.Patience,
                    BatchSize = parse.GetValue(batch) ?? defaults.BatchSize,
                    Device = run.Device,
                    Seed = parse.GetValue(seed),
                },
            }.Run(run, horizons, cancellationToken);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string[] Families(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            throw new InputRefusedException("--model is empty; it must name a model family.");
        if (names.Contains(BroughtModels.Onnx))
            throw new InputRefusedException(
                $"--model names {BroughtModels.Onnx}, a graph that somebody brings for the features of a unit; a dataset has its own.");
        return names;
    }
}

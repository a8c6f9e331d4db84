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
            Description = "Folder of the models; default artifacts/datasets/ and the name of the dataset's folder.",
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
                Models = [.. Names(parse.GetRequiredValue(model))],
                Device = SettingValue.Parse<TrainingDevice>(device.Name, parse.GetRequiredValue(device)),
            };
            RunFiles.Complete(run);
            var path = parse.GetRequiredValue(folder);
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            var into = parse.GetValue(output) ?? Path.Combine("artifacts", "datasets", name);
            new PooledSession(path, OutputFolder.Of(output, into), parse.InvocationConfiguration.Output)
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
            }.Run(run, DatasetCommand.Horizons(horizon.Name, parse.GetRequiredValue(horizon)), cancellationToken);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string[] Names(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names
            ? names
            : throw new InputRefusedException("--model is empty; it must name a model family.");
}

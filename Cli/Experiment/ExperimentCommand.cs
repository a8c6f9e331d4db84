using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Engine.Experiments;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Experiment;

/// <summary><c>huracan experiment</c>: models × units × horizons × seeds, and which models differ by more than chance.</summary>
internal static class ExperimentCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "The experiment, such as config/experiments/baseline.yaml.",
            HelpName = "FILE",
        };
        var source = new Option<string?>("--source")
        {
            Description = "Folder of candle files, instead of the file's run.source.",
            HelpName = "DIR",
        };
        var restart = new Option<bool>("--restart") { Description = "Begin anew, whatever was done before under this name." };
        var work = new WorkOptions();
        var command = new Command(
            "experiment",
            "Train several models on the same units with several seeds, and compare them on validation by ranks. The same command goes on "
                + $"with what was interrupted. {ExitCodes.Meaning}")
        {
            file, source, restart,
        };
        work.AddTo(command);
        command.SetAction((parse, cancellationToken) =>
        {
            var path = parse.GetRequiredValue(file);
            var settings = YamlFile.Load<ExperimentSettings>(path);
            settings.Run.Source = (parse.GetValue(source) ?? settings.Run.Source) is { } given ? Path.GetFullPath(given) : null;
            settings.Run.Funding = settings.Run.Funding is { } funding ? Path.GetFullPath(funding) : null;
            var request = work.Read(parse);
            var name = settings.Name ?? Path.GetFileNameWithoutExtension(path);
            var session = new ExperimentSession(name, settings, request, GoOn(path, parse.GetValue(source), request.Output));
            return session.ExecuteAsync(parse.GetValue(restart), cancellationToken);
        });
        return command;
    }

    private static string GoOn(string path, string? source, string output) =>
        $"experiment {path}{(source is null ? "" : $" --source {source}")}"
            + (output == Environment.CurrentDirectory ? "" : $" --out {output}");
}

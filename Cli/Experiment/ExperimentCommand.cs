using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
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
            Description = "Folder of candle files, instead of the file's run.source; with --server one that its silos can read.",
            HelpName = "DIR",
        };
        var restart = new Option<bool>("--restart") { Description = "Begin anew, whatever was done before under this name." };
        var server = new ServerOption();
        var work = new WorkOptions();
        var command = new Command(
            "experiment",
            "Train several models on the same units with several seeds, and compare them on validation by ranks. The same command goes on "
                + $"with what was interrupted. {ExitCodes.Meaning}")
        {
            file, source, restart, server.Server,
        };
        work.AddTo(command);
        command.SetAction((parse, cancellationToken) =>
        {
            var path = parse.GetRequiredValue(file);
            var (settings, request) = (Load(path), work.Read(parse));
            var goOn = GoOn(path, parse.GetValue(source), request.Output);
            settings.Run.Source = parse.GetValue(source) ?? settings.Run.Source;
            if (parse.GetValue(server.Server) is not null)
            {
                ServerOption.RefuseLocal(parse, work.Workers);
                var experiment = new ServerExperiment(
                    settings, new ExperimentFolder(request.Output, settings.Name!), server.Connect(parse), server.Address(parse),
                    goOn); // it was completed with a name
                return experiment.ExecuteAsync(parse.GetValue(restart), request.AllowSkipped, cancellationToken);
            }
            settings.Run.Source = settings.Run.Source is { } candles ? Path.GetFullPath(candles) : null;
            settings.Run.Funding = settings.Run.Funding is { } funding ? Path.GetFullPath(funding) : null;
            var session = new ExperimentSession(settings.Name!, settings, request, goOn); // it was completed with a name
            return session.ExecuteAsync(parse.GetValue(restart), cancellationToken);
        });
        return command;
    }

    /// <summary>Reads an experiment's file and completes it.</summary>
    /// <exception cref="InputRefusedException">
    /// A setting breaks a rule, or the file's own name where it is to be the experiment's.
    /// </exception>
    internal static ExperimentSettings Load(string path)
    {
        var settings = YamlFile.Load<ExperimentSettings>(path);
        var origin = settings.Name is null ? $"{path}, named by its file since it has no 'name'" : path;
        settings.Complete(Path.GetFileNameWithoutExtension(path));
        YamlFile.Check(settings, origin);
        return settings;
    }

    private static string GoOn(string path, string? source, string output) =>
        $"experiment {path}{(source is null ? "" : $" --source {source}")}"
            + (output == Environment.CurrentDirectory ? "" : $" --out {output}");
}

using System.CommandLine;
using Huracan.Cli.Champions;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Cli.Tracking;
using Huracan.Contracts;
using Huracan.Publishing.Tracking;

namespace Huracan.Cli.Track;

/// <summary><c>huracan track</c>: records runs and champions in MLflow's terms, also of last month.</summary>
internal static class TrackCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("RUN_ID") { Description = "A run that is there.", Arity = ArgumentArity.ZeroOrOne };
        var pending = new Option<bool>("--pending") { Description = "Send what waits because a server was away." };
        var champions = new ChampionOptions();
        var output = RunOption.Output();
        var folder = new Option<string?>("--folder")
        {
            Description = "A folder in the layout of MLflow's file store, in place of the targets in config/tracking.yaml; what waits "
                + "for those waits on.",
            HelpName = "DIR",
        };
        var server = new Option<string?>("--server")
        {
            Description = "An MLflow tracking server, in place of the targets in config/tracking.yaml; what waits for those waits on.",
            HelpName = "URL",
        };
        var command = new Command(
            "track",
            "Record a run with its candidates and trials, or the champions of a folder, in MLflow's terms; what is there already is not "
                + "sent again. With --champions the models and their aliases are registered as they are now.")
        {
            run, pending, champions.Folder, output, folder, server,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var (intoFolder, toServer) = (parse.GetValue(folder), parse.GetValue(server));
            var options = Target(intoFolder, toServer);
            var at = parse.GetRequiredValue(output);
            var (tracker, queue) = (new RunTracker(at), new TrackingQueue(OutputFolder.Of(output, at)));
            var items = new List<TrackingItem>();
            if (parse.GetValue(run) is { } runId)
                items.Add(TrackingItem.OfRun(RunPaths.ForResumedRun(runId, at).RunFolder));
            if (parse.GetValue(champions.Folder) is not null)
                items.Add(TrackingItem.OfChampions(champions.OpenExisting(parse).Root));
            if (intoFolder is not null || toServer is not null)
            {
                if (items.Count == 0 || parse.GetValue(pending))
                    throw new InputRefusedException(
                        $"What waits is owed to the targets of config/{TrackingOptions.FileName}: with {folder.Name} or {server.Name} name "
                            + $"a run or give {champions.Folder.Name}, and leave out {pending.Name}.");
                return await tracker.RecordAsync(options, items, cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
            }
            if (items.Count == 0 && !parse.GetValue(pending))
                throw new InputRefusedException($"Name a run, or give {pending.Name} or {champions.Folder.Name}.");
            items.ForEach(queue.Add);
            if (queue.Waiting.Count == 0)
                Console.WriteLine("Nothing waits.");
            return await tracker.SendAsync(options, budget: null, cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static TrackingOptions Target(string? folder, string? server)
    {
        var options = RunTracker.Options();
        if (folder is not null && server is not null)
            throw new InputRefusedException("--folder and --server are two targets; for both name them in config/tracking.yaml.");
        if (server is not null)
        {
            options = options.At(server, "--server");
            return options.Server is not null
                ? options
                : throw new InputRefusedException($"--server is '{TrackingOptions.Shown(server)}'; it must be an http or https address.");
        }
        if (folder is { Length: 0 })
            throw new InputRefusedException("--folder is empty; it must name a folder.");
        if (folder is not null)
            return options with { Folder = folder, Server = null };
        return options.IsOn
            ? options
            : throw new InputRefusedException(
                $"Tracking is off: name a folder or a server in config/{TrackingOptions.FileName}, by {TrackingOptions.TargetVariable}, or "
                    + "by --folder or --server.");
    }
}

using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Spectre.Console;

namespace Huracan.Cli.Server;

/// <summary><c>huracan runs</c>: lists, follows and controls a cluster's runs.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var command = new Command("runs", "Watch, pause, resume or cancel the runs of a cluster.")
        {
            List(),
            Watch(),
        };
        foreach (var (change, description) in new[]
        {
            ("pause", "Pause a run's open units."), ("resume", "Resume a paused run."), ("cancel", "Cancel a run's open units."),
        })
        {
            command.Add(One(change, description, async (client, runId, _, token) =>
            {
                var run = await client.ControlAsync(runId, change, token);
                AnsiConsole.MarkupLineInterpolated($"{run.RunId} is {run.State.ToString().ToUpperInvariant()}.");
                return ExitCodes.Done;
            }));
        }
        return command;
    }

    private static Command Watch()
    {
        var allowSkipped = RunOption.AllowSkipped();
        var command = One("watch", $"Follow a run until it has ended. {ExitCodes.Meaning}", (client, runId, parse, token) =>
            RunWatch.FollowAsync(client, runId, parse.GetValue(allowSkipped), token));
        command.Add(allowSkipped);
        return command;
    }

    private static Command List()
    {
        var server = new ServerOption();
        var command = new Command("list", "The latest runs.") { server.Server };
        command.SetAction(async (parse, token) =>
        {
            var client = server.Connect(parse);
            var table = new Table().Border(TableBorder.Simple);
            foreach (var heading in new[] { "run", "state", "version", "source", "created", "units" })
                table.AddColumn(heading);
            foreach (var run in (await client.RunsAsync(null, 50, token)).Items)
            {
                table.AddRow(
                    run.RunId.EscapeMarkup(), run.State.ToString().ToUpperInvariant(), run.Version.EscapeMarkup(),
                    run.Source.EscapeMarkup(),
                    run.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), Units(run));
            }
            AnsiConsole.Write(table);
            return ExitCodes.Done;
        });
        return command;
    }

    internal static string Units(RunView run) =>
        string.Join(", ", run.Units.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"));

    private static Command One(
        string name, string description, Func<HuracanClient, string, ParseResult, CancellationToken, Task<int>> action)
    {
        var server = new ServerOption();
        var runId = new Argument<string>("run") { Description = "Name of the run." };
        var command = new Command(name, description) { runId, server.Server };
        command.SetAction(async (parse, token) =>
        {
            var client = server.Connect(parse);
            return await action(client, parse.GetRequiredValue(runId), parse, token);
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Net;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Cli.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Champions;
using Huracan.Contracts.Trading;
using Spectre.Console;

namespace Huracan.Cli.Champions;

/// <summary><c>huracan champions</c>: the models that are to be used, as the bundles they ship as.</summary>
internal static class ChampionsCommand
{
    public static Command Create() => new("champions", "The models that are to be used, as the bundles they ship as.")
    {
        List(),
        VerifyCommand.Create(),
        ExportCommand.Create(),
        Rollback(),
    };

    private static Command List()
    {
        var options = new ChampionOptions();
        var command = new Command("list", "The champion of each unit and horizon.") { options.Folder };
        command.SetAction(parse =>
        {
            var store = options.Open(parse);
            var table = new Table().Border(TableBorder.Simple);
            foreach (var heading in new[]
            {
                "unit", "h", "version", "family", "score", "action", "trained to", "expires", "signed",
            })
                table.AddColumn(heading);
            var refused = 0;
            foreach (var pointer in ChampionOptions.Of(store, null, null))
            {
                try
                {
                    var bundle = store.Open(pointer.Key);
                    var manifest = bundle.Manifest;
                    table.AddRow(
                        manifest.Key.Unit.ToString().EscapeMarkup(), $"{manifest.Horizon}", manifest.Version, manifest.Family,
                        manifest.Metrics.Score.ToString("F1", CultureInfo.InvariantCulture), manifest.Metrics.Action.Text(),
                        Text(manifest.TrainedTo), Text(manifest.Expires), bundle.IsSigned ? "yes" : "no");
                }
                catch (InputRefusedException refusal)
                {
                    refused++;
                    Console.Error.WriteLine($"Refused: {pointer.Key}: {refusal.Message}");
                }
            }
            AnsiConsole.Write(table);
            return refused == 0 ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static Command Rollback()
    {
        var options = new ChampionOptions();
        var coin = new Argument<string>("COIN") { Description = "Symbol." };
        var timeframe = new Argument<string>("TIMEFRAME") { Description = "Such as 15m." };
        var horizon = new Option<int>("--horizon") { Description = "Horizon, bars.", HelpName = "BARS", Required = true };
        var version = new Option<string?>("--version")
        {
            Description = "A version that was champion; default: the one before the champion.",
            HelpName = "VERSION",
        };
        var from = new Option<string?>("--from")
        {
            Description = "With --server: the champion that is to go, so that asking again changes nothing; default: the one there is.",
            HelpName = "VERSION",
        };
        var server = new ServerOption();
        var command = new Command("rollback", "Make an earlier champion the champion again; or a later one, after a rollback.")
        {
            coin, timeframe, horizon, version, from, options.Folder, server.Server,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(server.Server) is not null && parse.GetValue(options.Folder) is not null)
                throw new InputRefusedException($"With --server the cluster keeps the champions; leave out {options.Folder.Name}.");
            if (parse.GetValue(server.Server) is null && parse.GetValue(from) is not null)
                throw new InputRefusedException($"{from.Name} is for a rollback in the cluster: give {server.Server.Name} too.");
            var unit = new UnitId(parse.GetRequiredValue(coin), Timeframe.Parse(parse.GetRequiredValue(timeframe)));
            var key = new ChampionKey(unit, parse.GetRequiredValue(horizon));
            var store = options.Open(parse);
            var isLocal = parse.GetValue(server.Server) is null;
            var champion = isLocal
                ? store.Rollback(key, parse.GetValue(version)).Manifest.Version
                : await OnServerAsync(
                    server.Connect(parse), key, parse.GetValue(version), parse.GetValue(from), cancellationToken);
            AnsiConsole.MarkupLineInterpolated($"{key}: the champion is {champion} now.");
            if (isLocal)
                await new RunTracker(Environment.CurrentDirectory).AfterChampionsAsync(store.Root, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> OnServerAsync(
        HuracanClient client, ChampionKey key, string? version, string? from, CancellationToken cancellationToken)
    {
        from ??= ChampionOf(await client.ChampionsAsync(key.Unit, cancellationToken))
            ?? throw new InputRefusedException($"{key} has no champion.");
        try
        {
            // The one that was made champion.
            return ChampionOf(await client.RollbackAsync(key.Unit, key.Horizon, version, from, cancellationToken))!;
        }
        catch (Exception exception) when (
            exception is ApiException { Status: null or >= HttpStatusCode.InternalServerError } or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                $"It is not known whether {key} was rolled back. Ask again with --from {from}: that goes back once only.");
            throw;
        }

        string? ChampionOf(UnitChampions champions) =>
            champions.Horizons.FirstOrDefault(one => one.Horizon == key.Horizon)?.Champion?.Version;
    }

    private static string Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}

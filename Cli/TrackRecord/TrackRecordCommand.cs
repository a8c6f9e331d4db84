using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.TrackRecord;
using Spectre.Console;

namespace Huracan.Cli.TrackRecord;

/// <summary><c>huracan track-record</c>: what a cluster's models forecast live, and what became of it.</summary>
internal static class TrackRecordCommand
{
    public static Command Create() => new("track-record", "What the models of a cluster forecast live, and what became of it.")
    {
        List(),
        Verify(),
    };

    private static Command List()
    {
        var server = new ServerOption();
        var days = new Option<int>("--days") { Description = "Outcomes of so many days.", HelpName = "N", DefaultValueFactory = _ => 30 };
        var command = new Command("list", "The record of each unit.") { days, server.Server };
        command.SetAction(async (parse, token) =>
        {
            var rows = await server.Connect(parse).TrackRecordAsync(parse.GetValue(days), token);
            var table = new Table().Border(TableBorder.Simple);
            foreach (var heading in new[] { "unit", "outcomes", "accuracy", "paper trades", "win rate", "net bp", "gated", "net bp" })
                table.AddColumn(heading);
            foreach (var row in rows)
            {
                table.AddRow(
                    $"{row.Coin}/{row.Timeframe}".EscapeMarkup(), Text(row.Outcomes, "0"), Text(row.Accuracy, "0.000"),
                    Text(row.Trades, "0"), Text(row.WinRate, "0.000"), Text(row.MeanNetBps, "0.0"), Text(row.GatedTrades, "0"),
                    Text(row.GatedMeanNetBps, "0.0"));
            }
            AnsiConsole.Write(table);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        var server = new ServerOption();
        var noted = new Option<string?>("--noted")
        {
            Description = "An entry that was noted earlier, as this command prints it: the record must still have it.",
            HelpName = "NUMBER:HASH",
        };
        var command = new Command("verify", $"Compute every hash anew: nothing was changed, taken out or put in later. {ExitCodes.Meaning}")
        {
            noted, server.Server,
        };
        command.SetAction(async (parse, token) =>
        {
            var wanted = Noted(parse.GetValue(noted));
            var check = new RecordChainCheck();
            try
            {
                await foreach (var entry in server.Connect(parse).RecordEntriesAsync(0, token))
                {
                    check.Add(entry);
                    if (entry.Number == wanted?.Number && entry.Hash != wanted.Hash)
                        throw new InputRefusedException(
                            $"The track record was made anew: entry {entry.Number} was another one when it was noted.");
                }
                if (wanted is not null && check.Number < wanted.Number)
                    throw new InputRefusedException(
                        $"The track record was cut: it ends with entry {check.Number}, before the one that was noted.");
            }
            catch (InputRefusedException broken)
            {
                await Console.Error.WriteLineAsync(broken.Message);
                return ExitCodes.Failed;
            }
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{check.Decisions} decisions and {check.Outcomes} outcomes are as they were recorded; {check.InTime} of the decisions "
                    + $"were recorded before the next candle closed."));
            AnsiConsole.MarkupLineInterpolated(
                $"Note the end of the record, to see later that it was not made anew: {check.Number}:{check.Hash}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static RecordEntry? Noted(string? text)
    {
        if (text is null)
            return null;
        return text.Split(':') is [var number, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigitLower)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0
                ? new RecordEntry(parsed, "", hash)
                : throw new InputRefusedException($"--noted is '{text}'; it must be a number and a hash, such as 12:9f86d0…");
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Openings;

/// <summary><c>huracan openings</c>: what runs tried on the test parts of units, which later models pay for.</summary>
internal static class OpeningsCommand
{
    public static Command Create()
    {
        var coin = new Option<string?>("--coin") { Description = "Only those of this coin.", HelpName = "COIN" };
        var timeframe = new Option<string?>("--timeframe") { Description = "Only those of this timeframe.", HelpName = "TIMEFRAME" };
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var output = RunOption.Output();
        var command = new Command("openings", "What runs tried on the test parts of units; later models on the same bars pay for it.")
        {
            coin, timeframe, json, output,
        };
        command.SetAction((parse, _) =>
        {
            Timeframe? length = parse.GetValue(timeframe) is { } text ? SettingValue.Parse<Timeframe>(timeframe.Name, text) : null;
            var folder = Path.Combine(
                RunPaths.ReportsIn(OutputFolder.Of(output, parse.GetRequiredValue(output))), OpenedTestFiles.FolderName);
            IReadOnlyList<OpenedTest> found =
            [
                .. new OpenedTestFiles(folder).All().Where(test =>
                    (parse.GetValue(coin) ?? test.Unit.Coin) == test.Unit.Coin
                        && (length ?? test.Unit.Timeframe) == test.Unit.Timeframe)
            ];
            if (parse.GetValue(json))
                Console.Out.Write(Encoding.UTF8.GetString(HuracanJson.Serialize(found)));
            else
                Print(found);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Print(IReadOnlyList<OpenedTest> tests)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "unit", "run", "opened", "specification", "models", "market", "from", "to", "p-value" })
            table.AddColumn(heading);
        foreach (var test in tests)
        {
            table.AddRow(
                $"{test.Unit}".EscapeMarkup(), test.RunId, Day(test.At),
                test.Specification[..Math.Min(12, test.Specification.Length)].EscapeMarkup(),
                test.Candidates.ToString(CultureInfo.InvariantCulture), test.Market.EscapeMarkup(), Day(test.From), Day(test.To),
                PValue(test));
        }
        AnsiConsole.Write(table);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string PValue(OpenedTest test) => test.IsPromising switch
    {
        null => "not judged",
        false => "not promising",
        true => test.PValue.ToString("0.000", CultureInfo.InvariantCulture),
    };
}

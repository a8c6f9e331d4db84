using System.CommandLine;
using System.Text;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Importance;

/// <summary><c>huracan importance</c>: what a run's models make of their features.</summary>
internal static class ImportanceCommand
{
    public static Command Create()
    {
        var run = RunOption.Create();
        var coin = new Option<string?>("--coin") { Description = "Only of this coin.", HelpName = "COIN" };
        var timeframe = new Option<string?>("--timeframe") { Description = "Only of this timeframe.", HelpName = "TIMEFRAME" };
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var output = RunOption.Output();
        var command = new Command("importance", "What a run's models make of each feature, measured on validation.")
        {
            run, coin, timeframe, json, output,
        };
        command.SetAction((parse, _) =>
        {
            Timeframe? length = parse.GetValue(timeframe) is { } text ? SettingValue.Parse<Timeframe>(timeframe.Name, text) : null;
            var paths = RunPaths.ForResumedRun(parse.GetRequiredValue(run), parse.GetRequiredValue(output));
            var context = RunFiles.Open(paths.RunFolder);
            if (!context.Folder.Exists(RunOutputs.Summary))
                throw new InputRefusedException(
                    $"{paths.RunId} has no {RunOutputs.Summary} yet; finish it with: {paths.Command("run --resume")}");
            var units = context.Folder.ReadJson<RunSummary>(RunOutputs.Summary).Units.Select(unit => unit.Unit)
                .Where(unit => (parse.GetValue(coin) ?? unit.Coin) == unit.Coin && (length ?? unit.Timeframe) == unit.Timeframe);
            var reports = units.SelectMany(unit => Reports(context, unit)).ToArray();
            if (reports.Length == 0)
                throw new InputRefusedException(
                    $"{paths.RunId} has measured no such unit's features: none was scored, or its 'importance.of' is none.");
            if (parse.GetValue(json))
                Console.Out.Write(Encoding.UTF8.GetString(HuracanJson.Serialize(reports)));
            else
                foreach (var (unit, report) in reports)
                    ImportanceTable.Print(unit, report, AnsiConsole.Console);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static IEnumerable<UnitImportance> Reports(RunContext context, UnitId unit) =>
        context.Options.Models
            .SelectMany(family => context.Options.HorizonsOf(unit.Timeframe).Select(horizon => RunOutputs.Candidate(unit, family, horizon)))
            .Select(root => $"{root}/{StageOutputs.Importance}")
            .Where(context.Folder.Exists)
            .Select(path => new UnitImportance(unit, context.Folder.ReadJson<ImportanceReport>(path)));

    private sealed record UnitImportance(UnitId Unit, ImportanceReport Importance);
}

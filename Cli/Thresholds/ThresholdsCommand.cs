using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Pipeline;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Thresholds;

/// <summary><c>huracan thresholds</c>: makes a finished run's thresholds anew, with another least score.</summary>
internal static class ThresholdsCommand
{
    public static Command Create()
    {
        var run = RunOption.Create();
        var output = RunOption.Output();
        var minScore = new Option<double>("--min-score") { Description = "Units scoring less are not traded.", HelpName = "X" };
        var command = new Command("thresholds", "Decide anew which units of a finished run may trade.") { run, output, minScore };
        command.SetAction((parse, _) =>
        {
            var paths = RunPaths.ForResumedRun(parse.GetRequiredValue(run), parse.GetRequiredValue(output));
            using var runLock = RunFiles.Lock(paths.RunFolder);
            var context = RunFiles.Open(paths.RunFolder);
            if (!context.Folder.Exists("summary.json"))
                throw new InputRefusedException($"{paths.RunId} has no summary.json yet; finish it with: huracan run --resume {paths.RunId}{paths.OutputArgument}");
            var summary = context.Folder.ReadJson<RunSummary>("summary.json");
            var score = parse.GetValue(minScore);
            if (score is not (>= 0 and <= 100))
                throw new InputRefusedException($"--min-score is {score}; it must lie in [0, 100].");
            context.Options.MinScore = score;
            foreach (var timeframe in summary.Units.GroupBy(unit => unit.Timeframe))
            {
                var file = Engine.Pipeline.Thresholds.Of(context.Options, timeframe.Key, timeframe);
                context.Folder.WriteJson(RunConclusion.ThresholdsPath(timeframe.Key), file);
                AnsiConsole.WriteLine(FormattableString.Invariant(
                    $"{timeframe.Key}: {file.Summary.ActiveCoins} active, {file.Summary.WarmupCoins} warm-up, {file.Summary.CautionCoins} caution, {file.Summary.NoTradeCoins} no trade"));
            }
            Publication.Publish(paths, context, summary);
            AnsiConsole.WriteLine($"Wrote {paths.Thresholds}. Next: huracan signals --run {paths.RunId}{paths.OutputArgument}");
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}

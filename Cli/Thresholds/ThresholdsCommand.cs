using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Thresholds;

/// <summary><c>huracan thresholds</c>: evaluates a finished run's units again with another minimum score.</summary>
internal static class ThresholdsCommand
{
    public static Command Create()
    {
        var run = RunOption.Create();
        var output = RunOption.Output();
        var minScore = NumberOption.Create("--min-score", "Units with a lower score are not traded; saved in the run's settings.", 0, 100);
        var command = new Command("thresholds", "Decide again which units of a finished run may be traded.") { run, output, minScore };
        command.SetAction((parse, _) =>
        {
            var paths = RunPaths.ForResumedRun(parse.GetRequiredValue(run), parse.GetRequiredValue(output));
            using var runLock = RunFiles.Lock(paths.RunFolder);
            var context = RunFiles.Open(paths.RunFolder);
            if (!context.Folder.Exists(RunOutputs.Summary))
                throw new InputRefusedException(
                    $"{paths.RunId} has no {RunOutputs.Summary} yet; finish it with: {paths.Command("run --resume")}");
            Decide(paths, context, parse.GetRequiredValue(minScore));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    // The minimum score is saved first, so that resuming the run after an interruption gives the same result.
    private static void Decide(RunPaths paths, RunContext context, double minScore)
    {
        var before = context.Folder.ReadJson<RunSummary>(RunOutputs.Summary);
        var opened = paths.OpenedTests.All();
        context.Options.MinScore = minScore;
        RunFiles.Save(paths.RunFolder, context.Options);
        var summary = new RunConclusion(context).Write(before.RunId, before.Source, before.Units, opened);
        paths.OpenedTests.Add(before.RunId, summary.Units, TimeProvider.System.GetUtcNow());
        foreach (var timeframe in summary.Units.Select(unit => unit.Timeframe).Distinct())
        {
            var file = context.Folder.ReadJson<ThresholdsFile>(RunOutputs.Thresholds(timeframe)).Summary;
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{timeframe}: {file.ActiveCoins} active, {file.WarmupCoins} warm-up, {file.CautionCoins} caution, "
                + $"{file.NoTradeCoins} no trade"));
        }
        if (summary.Done == 0)
        {
            AnsiConsole.WriteLine("No unit of the run is scored, so nothing was published.");
            return;
        }
        Publication.Publish(paths, context, summary, adds: false);
        AnsiConsole.WriteLine($"Wrote {paths.Thresholds}. Next: {paths.Command("signals --run")}");
    }
}

using Huracan.Engine.Pipeline;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>The end of a run: what there is, where, and what to do next.</summary>
internal static class Checklist
{
    public static void Print(IReadOnlyList<ChecklistItem> items, RunPaths paths, bool failed, bool dryRun)
    {
        foreach (var item in items)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[{(item.Complete ? "green" : "red")}]{(item.Complete ? "✓" : "✗")}[/] {item.Deliverable} {item.Present}/{item.Expected}");
        }
        if (dryRun)
        {
            AnsiConsole.MarkupLine("Dry run: nothing was kept.");
            return;
        }
        AnsiConsole.MarkupLineInterpolated($"Results:    {paths.RunFolder}");
        AnsiConsole.MarkupLineInterpolated($"Thresholds: {paths.Thresholds}");
        AnsiConsole.MarkupLineInterpolated($"Reports:    {paths.Reports}");
        AnsiConsole.MarkupLineInterpolated($"Next:       huracan {(failed ? "run --resume" : "signals --run")} {paths.RunId}{paths.OutputArgument}");
    }
}

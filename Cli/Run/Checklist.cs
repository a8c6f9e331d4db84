using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Execution;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>The end of a run: what there is, where, and what to do next.</summary>
internal static class Checklist
{
    public static void Print(IReadOnlyList<ChecklistItem> items, RunPaths paths, RunSummary summary, bool dryRun)
    {
        foreach (var item in items.Where(item => item.Expected > 0))
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[{(item.Complete ? "green" : "red")}]{(item.Complete ? "✓" : "✗")}[/] {item.Deliverable} {item.Present}/{item.Expected}");
        }
        if (dryRun)
        {
            AnsiConsole.MarkupLine("Dry run: nothing was kept but the openings of test parts.");
            return;
        }
        AnsiConsole.MarkupLineInterpolated($"Results:    {paths.RunFolder}");
        if (summary.Done > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"Thresholds: {paths.Thresholds}");
            AnsiConsole.MarkupLineInterpolated($"Reports:    {paths.Reports}");
        }
        if (summary.Failed > 0)
            AnsiConsole.MarkupLineInterpolated($"Next:       {paths.Command("run --resume")}");
        else if (summary.Done > 0)
            AnsiConsole.MarkupLineInterpolated($"Next:       {paths.Command("signals --run")}");
        else
            AnsiConsole.MarkupLine(
                "Nothing could be trained, so nothing was published. The reasons stand above, "
                    + "the findings in data/{coin}/integrity.json.");
    }
}

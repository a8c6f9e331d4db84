using System.Globalization;
using Huracan.Engine;
using Huracan.Engine.Experiments;
using Spectre.Console;

namespace Huracan.Cli.Experiment;

/// <summary>The end of an experiment on the terminal: its table, what it shows, and where the files are.</summary>
internal static class ExperimentScreen
{
    private const int MostLeftOut = 10; // more are counted

    public static void Print(
        ExperimentTable table, IReadOnlyList<CandidateResult> results, ExperimentFolder folder, string next, IAnsiConsole console)
    {
        var rows = new Table().Border(TableBorder.Simple);
        string[] headings =
        [
            "#", "model", "mean rank", SettingText.Of(table.Metric), "over blocks ±", "over seeds ±", "p joint", "CPU s", "MiB at most",
        ];
        foreach (var heading in headings)
            rows.AddColumn(heading);
        foreach (var (place, model) in table.Models.Index())
        {
            var beside = table.Comparisons.FirstOrDefault(one => one.Model == model.Model);
            rows.AddRow(
                $"{place + 1}", model.Model.EscapeMarkup(), Number(model.MeanRank, "0.00"), Number(model.Mean, "0.0000"),
                Number(model.BlockSpread, "0.0000"), Number(model.SeedSpread, "0.0000"),
                model.Model == table.Control ? "control" : Number(beside?.JointPValue, "0.000"),
                Number(ModelCost.ProcessorSeconds(results, model.Model), "0.0"),
                Number(ModelCost.SufficientMebibytes(results, model.Model), "0"));
        }
        console.Write(rows);
        foreach (var one in table.LeftOut.Take(MostLeftOut))
            console.MarkupLineInterpolated($"{one.Series} is left out for all models: {one.Reason}");
        if (table.LeftOut.Count > MostLeftOut)
            console.MarkupLineInterpolated($"And {table.LeftOut.Count - MostLeftOut} more series are left out; the report has them.");
        if (table.CriticalDifference is { } distance)
            console.MarkupLineInterpolated(
                $"{table.Blocks.Count} blocks; mean ranks closer than {Number(distance, "0.00")} are not told apart (Nemenyi).");
        console.MarkupLineInterpolated($"[bold]{table.Verdict}[/]");
        console.MarkupLineInterpolated($"Results:    {folder.Path}");
        console.MarkupLineInterpolated($"Report:     {folder.Report}");
        console.MarkupLineInterpolated($"Next:       {next}");
    }

    private static string Number(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}

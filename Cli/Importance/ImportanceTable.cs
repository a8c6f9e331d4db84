using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Spectre.Console;

namespace Huracan.Cli.Importance;

/// <summary>Prints what a model makes of its features: those with the greatest rise of the log loss, then the groups.</summary>
internal static class ImportanceTable
{
    private const int Most = 20;

    private static string[] Headings { get; } = ["rise, nats", "from", "to", "p, corrected", "told"];

    public static void Print(UnitId unit, ImportanceReport report, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{unit} {report.Family} h{report.Horizon}[/]");
        var measures = report.Measures.Select(measure => measure.Name).ToArray();
        var features = Table(["feature", .. Headings, .. measures]);
        foreach (var feature in report.Features.Take(Most))
            features.AddRow(
            [
                feature.Feature.EscapeMarkup(), .. Cells(feature.Increase),
                .. measures.Select(measure => Text(feature.Measures.GetValueOrDefault(measure, double.NaN), "G3")),
            ]);
        console.Write(features);
        var joint = report.Groups.Where(group => group.Features.Count > 1).Take(Most).ToArray();
        if (joint.Length > 0)
        {
            var groups = Table(["correlated features, moved together", .. Headings]);
            foreach (var group in joint)
                groups.AddRow([string.Join(", ", group.Features).EscapeMarkup(), .. Cells(group.Increase)]);
            console.Write(groups);
        }
        console.MarkupLineInterpolated($"{report.Verdict}");
    }

    private static string[] Cells(LossIncrease rise) =>
    [
        Text(rise.Mean, "F5"), Text(rise.Low, "F5"), Text(rise.High, "F5"), Text(rise.AdjustedPValue, "F3"), rise.IsTold ? "yes" : "no",
    ];

    private static Table Table(string[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(heading);
        return table;
    }

    private static string Text(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}

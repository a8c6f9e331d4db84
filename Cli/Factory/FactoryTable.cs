using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports;
using Spectre.Console;

namespace Huracan.Cli.Factory;

/// <summary>The factory's report on the terminal.</summary>
internal static class FactoryTable
{
    public static void Print(FactoryReport report)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "unit", "h", "action", "outcome", "champion", "evidence", "asked", "days" })
            table.AddColumn(heading);
        foreach (var unit in report.Units.Where(unit => unit.Promotion is not null))
        {
            var promotion = unit.Promotion!; // as asked
            table.AddRow(
                $"{unit.Coin}/{unit.Timeframe}".EscapeMarkup(), $"{unit.Horizon}", unit.Action?.Text() ?? "-", unit.Outcome,
                unit.Champion ?? "-", Number(promotion.Evidence), Number(promotion.Threshold), $"{promotion.Days}");
        }
        if (table.Rows.Count > 0)
            AnsiConsole.Write(table);
        foreach (var unit in report.Units.Where(unit => unit.Outcome is "dismissed" or "refused"))
            AnsiConsole.MarkupLineInterpolated($"{unit.Coin}/{unit.Timeframe} h{unit.Horizon} {unit.Outcome}: {unit.Reason}");
        var differing = report.Units.Where(unit => unit.Comparison is { Different: > 0 });
        foreach (var unit in differing.DistinctBy(unit => (unit.Coin, unit.Timeframe)))
            AnsiConsole.MarkupLineInterpolated(
                $"{unit.Coin}/{unit.Timeframe} of {unit.Vendor} against {ComparisonText.WithVendor(unit.Comparison!)}"); // as asked
        AnsiConsole.MarkupLineInterpolated(
            $"Factory: {string.Join(", ", report.Counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

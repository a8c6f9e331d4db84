using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports;
using Spectre.Console;

namespace Huracan.Cli.Terminal;

/// <summary>The factory's report on the terminal.</summary>
internal static class FactoryTable
{
    private const int MostReasons = 30; // more are counted

    /// <summary>Prints the contests, why the other units were not promoted, and the counts.</summary>
    public static void Print(FactoryReport report, IAnsiConsole console)
    {
        var table = Headed("unit", "h", "action", "outcome", "champion", "evidence", "asked", "days");
        foreach (var unit in report.Units.Where(unit => unit.Promotion is not null))
        {
            var promotion = unit.Promotion!; // as asked
            table.AddRow(
                $"{unit.Coin}/{unit.Timeframe}".EscapeMarkup(), $"{unit.Horizon}", unit.Action?.Text() ?? "-", unit.Outcome,
                unit.Champion ?? "-", Number(promotion.Evidence), Number(promotion.Threshold), $"{promotion.Days}");
        }
        if (table.Rows.Count > 0)
            console.Write(table);
        var without = report.Units.Where(unit => unit.Outcome != FactoryOutcome.Promoted).ToList();
        if (without.Count > 0)
            console.Write(without.Count <= MostReasons ? Reasons(without) : Counts(without));
        var differing = report.Units.Where(unit => unit.Comparison is { Different: > 0 });
        foreach (var unit in differing.DistinctBy(unit => (unit.Coin, unit.Timeframe)))
            console.MarkupLineInterpolated(
                $"{unit.Coin}/{unit.Timeframe} of {unit.Vendor} against {ComparisonText.WithVendor(unit.Comparison!)}"); // as asked
        console.MarkupLineInterpolated(
            $"Factory: {string.Join(", ", report.Counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
    }

    private static Table Reasons(IEnumerable<FactoryUnit> units)
    {
        var table = Headed("coin", "timeframe", "h", "outcome", "reason");
        foreach (var unit in units)
            table.AddRow(
                unit.Coin.EscapeMarkup(), $"{unit.Timeframe}", unit.Horizon is { } bars ? $"{bars}" : "-", unit.Outcome,
                ReasonText.With(unit.Reason, unit.Promotion is null ? unit.Shortfall : null).EscapeMarkup());
        return table;
    }

    private static Table Counts(IEnumerable<FactoryUnit> units)
    {
        var table = Headed("outcome", "reason", "units");
        foreach (var group in units.CountBy(unit => (unit.Outcome, Kind(unit))).OrderBy(group => group.Key.Outcome, StringComparer.Ordinal)
            .ThenByDescending(group => group.Value).ThenBy(group => group.Key.Item2, StringComparer.Ordinal))
            table.AddRow(group.Key.Outcome, group.Key.Item2.EscapeMarkup(), $"{group.Value}");
        return table;
    }

    // Reasons differ in their numbers: what they have in common is the guard, the check, or the words before the colon.
    private static string Kind(FactoryUnit unit) => unit switch
    {
        { Promotion: { } promotion } => promotion.Guards.FirstOrDefault(
            guard => guard.Final || (!guard.Holds && promotion.Evidence >= promotion.Threshold))?.Name ?? "more evidence is asked for",
        { FailedCheck: { } check } => string.Create(CultureInfo.InvariantCulture, $"{check.Rule}, {check.Threshold:0.####} is asked for"),
        _ => unit.Reason.Split(':')[0],
    };

    private static Table Headed(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(heading);
        return table;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Spectre.Console;

namespace Huracan.Cli.Terminal;

/// <summary>Prints the units of a run, best score first, then the skipped and failed ones with their reasons.</summary>
internal static class ResultTable
{
    private const int MostReasons = 10; // more are counted

    /// <summary>Prints them.</summary>
    /// <param name="summary">How every unit ended.</param>
    /// <param name="console">The terminal.</param>
    /// <param name="tellsWhy">Whether to say what keeps units from being ACTIVE; the factory's table says it.</param>
    public static void Print(RunSummary summary, IAnsiConsole console, bool tellsWhy)
    {
        var done = summary.Units.Where(unit => unit is { Status: UnitStatus.Done, IsUnscored: false })
            .OrderByDescending(unit => unit.Score).ToArray();
        if (done.Length > 0)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var heading in new[]
            {
                "unit", "family", "h", "score", "tier", "action", "trades", "Sharpe", "PSR", "DSR", "tried", "net bp", "bal. acc.",
            })
                table.AddColumn(heading);
            foreach (var unit in done)
            {
                table.AddRow(
                    unit.Unit.ToString(), unit.Family ?? "", Text(unit.Horizon), Text(unit.Score, "F1"), unit.Tier?.Text() ?? "-",
                    Colour(unit.Action), Text(unit.Trades), Text(unit.Sharpe, "F2"), Text(unit.ProbabilisticSharpe, "F3"),
                    Text(unit.DeflatedSharpe, "F3"),
                    Text<int>(unit.TrialsTried), Text(unit.NetEdgeBps, "F1"), Text(unit.BalancedAccuracy, "F3"));
            }
            console.Write(table);
            if (tellsWhy)
                PrintWhy(console, [.. done.Where(unit => unit.Action != GateAction.Active)]);
        }
        foreach (var unit in summary.Units.Where(unit => unit.Status != UnitStatus.Done))
            console.MarkupLineInterpolated($"{unit.Unit} {unit.Status.ToString().ToLowerInvariant()}: {unit.Reason} {unit.Remedy}");
        var actions = summary.Actions.Count == 0
            ? ""
            : $" ({string.Join(", ", summary.Actions.Select(pair => $"{pair.Value} {pair.Key}"))})";
        console.MarkupLineInterpolated($"{summary.Done} done{actions}, {summary.Skipped} skipped, {summary.Failed} failed.");
    }

    private static void PrintWhy(IAnsiConsole console, IReadOnlyCollection<UnitResult> units)
    {
        if (units.Count > MostReasons)
        {
            var rules = units.CountBy(unit => unit.FailedCheck?.Rule ?? "not judged").OrderByDescending(rule => rule.Value);
            console.MarkupLineInterpolated(
                $"Not ACTIVE, by the first check that fails: {string.Join(", ", rules.Select(rule => $"{rule.Value} {rule.Key}"))}.");
            return;
        }
        foreach (var unit in units)
            console.MarkupLineInterpolated(
                $"{unit.Unit} is {unit.Action?.Text() ?? "-"}: {ReasonText.With(unit.Reason, unit.Verdict?.Shortfall)}");
    }

    private static string Colour(GateAction? action) => action switch
    {
        GateAction.Active => "[green]ACTIVE[/]",
        GateAction.Warmup => "[yellow]WARMUP[/]",
        GateAction.Caution => "[olive]CAUTION[/]",
        _ => "[grey]NO_TRADE[/]",
    };

    private static string Text<T>(T? value, string? format = null)
        where T : struct, IFormattable =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}

using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>Prints what the checks found in a coin's files.</summary>
internal static class CandleReport
{
    /// <returns>Number of series that are blocked.</returns>
    public static int Print(string coin, CoinData data)
    {
        foreach (var unit in data.Series)
        {
            var verdict = unit.Preflight.Verdict switch
            {
                PreflightVerdict.OkToTrain => "[green]OK[/]",
                PreflightVerdict.FixedAndOk => "[yellow]FIXED[/]",
                _ => "[red]BLOCKED[/]",
            };
            AnsiConsole.MarkupLine($"{verdict} {Markup.Escape($"{unit.Unit} {unit.Origin}: {Extent(unit.Preflight.Rows)}")}");
            PrintFindings(unit.Preflight.Findings);
        }
        if (data.Funding is { Count: > 0 } funding)
        {
            var extent = $"{UtcTime.Format(funding.Times[0])} to {UtcTime.Format(funding.Times[^1])}";
            AnsiConsole.WriteLine($"{coin} funding: {funding.Count} rates, {extent}{Coverage(data)}");
        }
        return data.Series.Count(unit => unit.Preflight.Verdict == PreflightVerdict.Blocked);
    }

    /// <summary>Prints each finding on a line, with its meaning, count and place.</summary>
    public static void PrintFindings(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            AnsiConsole.WriteLine(
                $"    {finding.Severity.ToString().ToLowerInvariant()} {finding.Code} ({finding.Count}): {finding.Message}");
    }

    private static string Extent(RawCandles? rows) => rows is { Count: > 0 }
        ? $"{rows.Count} candles, {UtcTime.Format(rows.OpenTimes.Min())} to {UtcTime.Format(rows.OpenTimes.Max())}"
        : "no candles";

    private static string Coverage(CoinData data)
    {
        var shares = data.Series.Where(unit => unit.Series is { Count: > 0 })
            // filtered
            .Select(unit =>
                $"{FundingCoverage.Share(data.Funding, unit.Series!.OpenTimes[0], unit.Series.EndTime):0.0%} of {unit.Unit.Timeframe}");
        return string.Join(", ", shares) is { Length: > 0 } text ? $", covering {text}" : "";
    }
}

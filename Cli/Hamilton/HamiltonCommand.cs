using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Champions;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Hamilton;
using Spectre.Console;

namespace Huracan.Cli.Hamilton;

/// <summary><c>huracan hamilton</c>: what the trading side asks of the champions, from a folder of them.</summary>
internal static class HamiltonCommand
{
    public static Command Create() => new("hamilton", "What the trading side asks of the champions: forecasts, ranking, do-not-trade list.")
    {
        PredictCommand.Create(),
        Ranking(),
        DoNotTrade(),
    };

    /// <summary>The option that asks for JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "JSON instead of text." };

    /// <summary>Writes JSON to the standard output.</summary>
    public static void Print<T>(T value)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(HuracanJson.Serialize(value));
    }

    /// <summary>The option that names the factory's reports.</summary>
    public static Option<string?> Reports() => new("--reports")
    {
        Description = "Folder of the factory's reports; default: reports/factory, as config/paths.yaml says.",
        HelpName = "DIR",
    };

    /// <summary>The folder of the factory's reports; by default there need not be one.</summary>
    /// <param name="named">The one that was named; null takes the default.</param>
    /// <exception cref="InputRefusedException">There is no folder of that name.</exception>
    public static string FolderOf(string? named) =>
        named is null ? Path.Combine(RunPaths.ReportsIn(Environment.CurrentDirectory), "factory")
        : Directory.Exists(named) ? named
        : throw new InputRefusedException($"There is no folder of the factory's reports {named}.");

    private static Command Ranking()
    {
        var (champions, reports, json) = (new ChampionOptions(), Reports(), Json());
        var command = new Command("ranking", "The champions in order: those that may be traded first, then by score and net edge.")
        {
            champions.Folder, reports, json,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var hamilton = new FolderHamilton(
                champions.OpenExisting(parse), new HamiltonOptions { FactoryReports = FolderOf(parse.GetValue(reports)) });
            var rows = await hamilton.GetRankingAsync(cancellationToken);
            if (parse.GetValue(json))
                Print(rows);
            else
                PrintTable(rows);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command DoNotTrade()
    {
        var (champions, reports, json) = (new ChampionOptions(), Reports(), Json());
        var command = new Command("dnt", "What is not to be traded with real money, by which rule, and what would lift it.")
        {
            champions.Folder, reports, json,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var folder = FolderOf(parse.GetValue(reports));
            // A list that lacks what the factory left out must not look like one that does not.
            if (!Directory.Exists(folder))
                await Console.Error.WriteLineAsync($"There are no reports of the factory in {folder}: the list has the champions alone.");
            using var hamilton = new FolderHamilton(champions.OpenExisting(parse), new HamiltonOptions { FactoryReports = folder });
            var rows = await hamilton.GetDoNotTradeAsync(cancellationToken);
            if (parse.GetValue(json))
                Print(rows);
            else
                PrintTable(rows);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void PrintTable(IReadOnlyList<RankedChampion> rows)
    {
        var table = TableOf(
            "#", "coin", "tf", "horizon", "action", "score", "net bp", "confidence", "regime", "trades in", "version", "as of", "expires");
        foreach (var row in rows)
        {
            table.AddRow(
                $"{row.Rank}", row.Coin.EscapeMarkup(), $"{row.Timeframe}", row.Horizon,
                row.IsTradable ? row.Action.Text() : $"({row.Action.Text()})", Number(row.Score), Number(row.NetEdgeBps),
                Number(row.ConfidenceThreshold),
                row.Regime is { } regime ? $"{regime.ToString().ToLowerInvariant()} ({Text(row.RegimeAsOf)})" : "-",
                RegimeVerdicts.TextOf(row.EnabledRegimes), row.Version, Text(row.AsOf), Text(row.Expires));
        }
        AnsiConsole.Write(table);
    }

    private static void PrintTable(IReadOnlyList<BlockedUnit> rows)
    {
        var table = TableOf("coin", "tf", "horizon", "rule", "value", "asked", "since", "why");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Coin.EscapeMarkup(), row.Timeframe?.ToString() ?? "all", row.Horizon ?? "all", row.Rule,
                row.FoundRegime is { } regime ? regime.ToString().ToLowerInvariant() : Number(row.Value),
                row.EnabledRegimes is { } enabled ? RegimeVerdicts.TextOf(enabled) : Number(row.Threshold), Text(row.Since),
                $"{row.Reason}; lifted by: {row.Remedy}".EscapeMarkup());
        }
        AnsiConsole.Write(table);
    }

    private static Table TableOf(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(heading);
        return table;
    }

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("0.##", CultureInfo.InvariantCulture) : "-";

    private static string Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}

using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data symbols</c>: the coins of a downloaded store's market, now or on a past day.</summary>
internal static class SymbolsCommand
{
    private static readonly Option<string> Source = new("--source")
    {
        Description = "A store that 'data download' made.",
        HelpName = "DIR",
        Required = true,
    };
    private static readonly Option<string?> At = new("--at")
    {
        Description = "Only what was traded on this day, UTC.",
        HelpName = "DATE",
    };

    public static Command Create()
    {
        var command = new Command("symbols", "List the coins of a downloaded store's market, with when they were traded.") { Source, At };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var store = CandleStore.Open(parse.GetRequiredValue(Source));
        var day = Day(parse);
        var stored = store.Series().Select(series => series.Coin).ToHashSet(StringComparer.Ordinal);
        var symbols = SymbolRegister.Read(store).Symbols.Where(symbol => day is null || symbol.IsTradedAt(day.Value)).ToArray();
        foreach (var symbol in symbols)
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{symbol.Coin,-16} {Text(symbol.Listed),-10} to {Text(symbol.Delisted),-10} tick {symbol.TickSize} step {symbol.StepSize}"
                    + $"{(symbol.RenamedTo is { } name ? $", since {name}" : "")}"
                    + $"{(stored.Contains(symbol.Coin) ? "" : ", not downloaded")}"));
        AnsiConsole.WriteLine($"{symbols.Length} coins of {store.Header.Vendor} {store.Header.Market}.");
        return ExitCodes.Done;
    }

    private static DateTimeOffset? Day(ParseResult parse)
    {
        if (parse.GetValue(At) is not { } text)
            return null;
        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeSpan.Zero)
            : throw new InputRefusedException($"--at is '{text}'; write a day such as 2024-01-31.");
    }

    private static string Text(DateTimeOffset? day) => day?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";
}

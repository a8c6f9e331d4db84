using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary><c>huracan data symbols</c>: the coins of a downloaded store's market, now or on a past day.</summary>
internal static class SymbolsCommand
{
    private static readonly Option<string?> At = new("--at")
    {
        Description = "Only what was traded on this day, UTC.",
        HelpName = "DATE",
    };

    public static Command Create()
    {
        var command = new Command("symbols", "List the coins of a downloaded store's market, with when they were traded.")
        {
            StoreOptions.Source, At,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var store = CandleStore.Open(parse.GetRequiredValue(StoreOptions.Source));
        var day = DayOption.Read(parse, At);
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

    private static string Text(DateTimeOffset? day) => day?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";
}

using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Contracts;

namespace Huracan.Cli.Run;

/// <summary>The options that name coins: on the command line, or in a file.</summary>
internal sealed class CoinOptions
{
    private readonly Option<string?> coins = new("--coins") { Description = "Symbols with commas, or all.", HelpName = "A,B|all" };
    private readonly Option<string?> symbols = new("--symbols")
    {
        Description = "JSON file with a list of symbols, instead of --coins.",
        HelpName = "FILE",
    };

    public IReadOnlyList<Option<string?>> All => [coins, symbols];

    /// <summary>The coins named; empty for all, null where nothing is said.</summary>
    /// <exception cref="InputRefusedException">Both are given, no coin is named, or the file is invalid.</exception>
    public List<string>? Read(ParseResult parse)
    {
        var (named, file) = (parse.GetValue(coins), parse.GetValue(symbols));
        if (named is not null && file is not null)
            throw new InputRefusedException("--coins and --symbols both name the coins; give one of the two.");
        if (file is not null)
            return SymbolFile.Read(InputFile.Of(symbols, file));
        if (named is null)
            return null;
        if (named == "all")
            return [];
        List<string> list = [.. named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return list.Count > 0 ? list : throw new InputRefusedException($"--coins is '{named}'; it takes symbols with commas, or all.");
    }
}

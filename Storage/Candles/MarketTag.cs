using System.Text.RegularExpressions;
using Huracan.Contracts;
using Huracan.Storage.Files;

namespace Huracan.Storage.Candles;

/// <summary>What a folder of candle files may say of itself in <c>market.json</c>.</summary>
/// <param name="Vendor">Who gave the candles, such as <c>binance</c>.</param>
/// <param name="Market">What they are of, such as <c>futures</c> or <c>spot</c>.</param>
public sealed partial record MarketTag(string Vendor, string Market)
{
    private const string FileName = "market.json";

    /// <summary>Whose a folder's candles are: vendor and market as the file says, else the folder's name.</summary>
    /// <exception cref="InputRefusedException">The file is there, and cannot be read or has no such names.</exception>
    public static string Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var (vendor, market) = JsonFile.Read<MarketTag>(path);
        foreach (var (key, value) in new[] { ("vendor", vendor), ("market", market) })
        {
            if (!Name().IsMatch(value))
                throw new InputRefusedException(
                    $"{path}: '{key}' is '{value}'; it must have 1 to 32 letters, digits, '.', '_' and '-', such as binance or spot.");
        }
        return $"{vendor} {market}";
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,32}$")]
    private static partial Regex Name();
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>Which coins are meant.</summary>
internal static class CoinSelection
{
    private const string All = "all", Top = "top:";

    /// <summary>The coins that are meant by <see cref="DownloadOptions.Coins"/>.</summary>
    /// <exception cref="InputRefusedException">A coin is unknown to vendor and archive, or the text names none.</exception>
    public static async Task<IReadOnlyList<string>> ChooseAsync(
        DownloadOptions options, IMarketDataVendor vendor, SymbolRegister register, CancellationToken cancellationToken)
    {
        var text = options.Coins;
        if (text == All)
            return [.. register.Symbols.Where(symbol => IsMeant(symbol, options)).Select(symbol => symbol.Coin)];
        if (text.StartsWith(Top, StringComparison.Ordinal))
        {
            if (!int.TryParse(text[Top.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
                throw new InputRefusedException($"'{text}': write top:N with a number, such as top:50.");
            var volumes = (await vendor.VolumesAsync(cancellationToken)).ToDictionary(volume => volume.Coin, volume => volume.QuoteVolume);
            return
            [
                .. register.Symbols.Where(symbol => symbol.Delisted is null && IsMeant(symbol, options))
                    .OrderByDescending(symbol => volumes.GetValueOrDefault(symbol.Coin))
                    .ThenBy(symbol => symbol.Coin, StringComparer.Ordinal).Take(count).Select(symbol => symbol.Coin),
            ];
        }
        string[] coins = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (coins.Length == 0)
            throw new InputRefusedException($"'{text}' names no coin: write all, top:50 or BTCUSDT,ETHUSDT.");
        if (coins.Where(coin => register.Of(coin) is null).ToArray() is { Length: > 0 } unknown)
            throw new InputRefusedException(
                $"{vendor.Name} {vendor.Market.ToString().ToLowerInvariant()} does not know {string.Join(", ", unknown)}.");
        return coins;
    }

    // Whatever was traded at some time of the period, also what is no longer: else only survivors would be looked at.
    private static bool IsMeant(SymbolEntry symbol, DownloadOptions options) =>
        symbol.Coin.EndsWith(options.Quote, StringComparison.Ordinal)
        && symbol.Coin.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
        && (symbol.Delisted is null || symbol.Delisted > options.From)
        && (symbol.Listed is null || options.To is null || symbol.Listed < options.To);
}

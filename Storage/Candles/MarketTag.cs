using System.Text.RegularExpressions;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;
using Huracan.Storage.MarketStore;

namespace Huracan.Storage.Candles;

/// <summary>What a folder of candle files may say of itself in <c>market.json</c>.</summary>
/// <param name="Vendor">Who gave the candles, such as <c>binance</c>.</param>
/// <param name="Market">What they are of, such as <c>futures</c> or <c>spot</c>.</param>
public sealed partial record MarketTag(string Vendor, string Market)
{
    private const string FileName = "market.json";

    /// <summary>Whose a folder's candles are: vendor and market as the file says, else the folder's name.</summary>
    /// <exception cref="InputRefusedException">The file is there, and cannot be read or has no such names.</exception>
    public static string Of(string folder) => Read(folder) is { } tag
        ? $"{tag.Vendor} {tag.Market}"
        : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>What a folder's file says, or the header of a store; null where there is neither.</summary>
    /// <exception cref="InputRefusedException">The file is there, and cannot be read or has no such names.</exception>
    public static MarketTag? Read(string folder)
    {
        if (CandleStore.IsStore(folder))
        {
            var header = CandleStore.Open(folder).Header;
            return new MarketTag(header.Vendor, header.Market);
        }
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonFile.Read<MarketTag>(path).Checked($"{path}: '", "'") : null;
    }

    /// <summary>A tag of names that were given by two options.</summary>
    /// <exception cref="InputRefusedException">One is no such name.</exception>
    public static MarketTag OfOptions(string vendor, string market) => new MarketTag(vendor, market).Checked("--", "");

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), HuracanJson.Serialize(this));

    private MarketTag Checked(string before, string after)
    {
        foreach (var (key, value) in new[] { ("vendor", Vendor), ("market", Market) })
        {
            if (!Name().IsMatch(value))
                throw new InputRefusedException(
                    $"{before}{key}{after} is '{value}'; it must have 1 to 32 letters, digits, '.', '_' and '-', such as binance or spot.");
        }
        return this;
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,32}$")]
    private static partial Regex Name();
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;

namespace Huracan.Storage.Bundles;

/// <summary>Where a bundle lies below a folder of champions: <c>{coin}/{timeframe}/h{bars}/{version}</c>.</summary>
/// <param name="Key">What it is a champion of.</param>
/// <param name="Version">Its version.</param>
public sealed record BundlePlace(ChampionKey Key, string Version)
{
    private const int LongestName = 100;

    /// <summary>Number of folders from that of the champions to the bundle.</summary>
    public const int Depth = 4;

    /// <summary>The place, relative, with <c>/</c> between its parts.</summary>
    /// <exception cref="InputRefusedException">Coin or version cannot be the name of a folder.</exception>
    public string Folder
    {
        get
        {
            Check("version", Version, IsVersion(Version));
            return $"{FolderOf(Key)}/{Version}";
        }
    }

    /// <summary>Folder of all versions of a champion, relative.</summary>
    /// <exception cref="InputRefusedException">The coin cannot be the name of a folder.</exception>
    public static string FolderOf(ChampionKey key)
    {
        // Exchanges have coins with letters of other scripts.
        Check("coin", key.Unit.Coin, IsName(key.Unit.Coin, char.IsLetterOrDigit));
        return string.Create(CultureInfo.InvariantCulture, $"{key.Unit}/h{key.Horizon}");
    }

    /// <summary>Whether a text may be a version.</summary>
    public static bool IsVersion(string text) => IsName(text, char.IsAsciiLetterOrDigit);

    // A leading dot would make it a temporary name, or lead out of the folder.
    private static bool IsName(string text, Func<char, bool> isLetter) =>
        text.Length is > 0 and <= LongestName && text[0] != '.' && text.All(sign => isLetter(sign) || sign is '.' or '_' or '-');

    private static void Check(string what, string value, bool holds)
    {
        if (!holds)
        {
            throw new InputRefusedException(
                $"The {what} is '{value}'; it must be 1 to {LongestName} letters, digits, '.', '_' and '-', and not begin with a dot.");
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Bybit;

/// <summary>Where Bybit is.</summary>
public sealed record BybitOptions
{
    /// <summary>REST.</summary>
    [Required, Url]
    public string Rest { get; init; } = "https://api.bybit.com/";

    /// <summary>Coins that were renamed, one for one, with their new names: from the exchange's announcements.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>Live data.</summary>
    [Required, RegularExpression("^wss?://.+", ErrorMessage = "must begin with wss:// or ws://")]
    public string Stream { get; init; } = "wss://stream.bybit.com/";
}

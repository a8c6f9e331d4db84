using System.ComponentModel.DataAnnotations;

namespace Huracan.MarketData.Binance;

/// <summary>Where Binance is.</summary>
public sealed record BinanceOptions
{
    /// <summary>REST of the futures market.</summary>
    [Required, Url]
    public string Futures { get; init; } = "https://fapi.binance.com/";

    /// <summary>REST of the spot market.</summary>
    [Required, Url]
    public string Spot { get; init; } = "https://api.binance.com/";

    /// <summary>Live data of the futures market.</summary>
    [Required, RegularExpression("^wss?://.+", ErrorMessage = "must begin with wss:// or ws://")]
    public string FuturesStream { get; init; } = "wss://fstream.binance.com/market/";

    /// <summary>Live data of the spot market.</summary>
    [Required, RegularExpression("^wss?://.+", ErrorMessage = "must begin with wss:// or ws://")]
    public string SpotStream { get; init; } = "wss://stream.binance.com:9443/";

    /// <summary>Coins that were renamed, one for one, with their new names: from the exchange's announcements.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>The public archive's files.</summary>
    [Required, Url]
    public string Archive { get; init; } = "https://data.binance.vision/";

    /// <summary>Where the archive's files are listed, by the protocol of S3.</summary>
    [Required, Url]
    public string Listing { get; init; } = "https://s3-ap-northeast-1.amazonaws.com/data.binance.vision";
}

using Huracan.Contracts;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>What to download.</summary>
public sealed record DownloadOptions
{
    /// <summary>Coins by name, <c>all</c>, or <c>top:N</c> by what was traded in the last 24 hours.</summary>
    public required string Coins { get; init; }

    /// <summary>Timeframes of the candles.</summary>
    public required IReadOnlyList<Timeframe> Timeframes { get; init; }

    /// <summary>From the month of this time on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>To the month of this time; null: until now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Quote asset of the coins where they are not named.</summary>
    public string Quote { get; init; } = "USDT";

    /// <summary>Series to be left out, such as those that are followed live.</summary>
    public IReadOnlySet<SeriesName> Except { get; init; } = new HashSet<SeriesName>();

    /// <summary>Series downloaded at the same time.</summary>
    public int Parallel { get; init; } = 8;
}

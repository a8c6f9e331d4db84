using Huracan.Contracts;

namespace Huracan.Storage.MarketStore;

/// <summary>A coin's candles of a timeframe, or its funding rates.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Of the candles; null for funding rates.</param>
public readonly record struct SeriesName(string Coin, Timeframe? Timeframe)
{
    private const long HourMs = 3_600_000;

    /// <summary>How a folder of funding rates is named.</summary>
    public const string Funding = "funding";

    /// <summary>Its folder in the coin's: <c>15m</c> or <c>funding</c>.</summary>
    public string Folder => Timeframe?.ToString() ?? Funding;

    /// <summary>Time between two rows at least, milliseconds: funding is paid at whole hours.</summary>
    public long Step => Timeframe?.Milliseconds ?? HourMs;

    /// <summary><c>BTCUSDT/15m</c>.</summary>
    public override string ToString() => $"{Coin}/{Folder}";
}

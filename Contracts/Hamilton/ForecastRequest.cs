using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Contracts.Hamilton;

/// <summary>What a champion is to forecast from, over HTTP: the keys of <see cref="NamedFeatures"/> or those of
/// <see cref="RecentCandles"/>, one of the two.</summary>
public sealed record ForecastRequest
{
    /// <summary>Features by name, a row a bar; see <see cref="NamedFeatures.Rows"/>. NaN is written as null.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>>? Rows { get; init; }

    /// <summary>When the last bar of the rows closed, ISO 8601. Without it the forecast is not to be traded.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Candles, the oldest first; see <see cref="RecentCandles.Candles"/>.</summary>
    public IReadOnlyList<CandleRow>? Candles { get; init; }

    /// <summary>Bitcoin's candles; see <see cref="RecentCandles.Bitcoin"/>.</summary>
    public IReadOnlyList<CandleRow>? Bitcoin { get; init; }
}

using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Contracts.Hamilton;

/// <summary>What a champion is to forecast from, over HTTP: the keys of <see cref="NamedFeatures"/> or those of
/// <see cref="RecentCandles"/>, one of the two.</summary>
public sealed record ForecastRequest
{
    /// <summary>Unscaled features by name, a row a bar, the oldest first: one row for each bar that the model looks back. NaN is written as
    /// null.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>>? Rows { get; init; }

    /// <summary>When the last bar of the rows closed, ISO 8601. Two bars ago or more is refused. Without it the forecast is not
    /// to be traded.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The newest closed candles, the oldest first, without gaps; at least the model's <c>min_candles</c>, and for the
    /// regime twice those of its run's <c>regimes.current_days</c> and those of <c>regimes.norm_days</c>, 4 each at least: 768 at 1h by
    /// default.</summary>
    public IReadOnlyList<CandleRow>? Candles { get; init; }

    /// <summary>Bitcoin's candles over the same time or longer; needed where the model's <c>reads_bitcoin</c> says so.</summary>
    public IReadOnlyList<CandleRow>? Bitcoin { get; init; }
}

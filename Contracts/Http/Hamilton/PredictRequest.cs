namespace Huracan.Contracts.Http.Hamilton;

/// <summary>What a forecast is to be made of: candles, or the model's own features. One of the two.</summary>
public sealed record PredictRequest
{
    /// <summary>
    /// The unit's newest closed candles, the oldest first, without gaps; at least the model's <c>min_candles</c>.
    /// </summary>
    public IReadOnlyList<CandleRow>? Candles { get; init; }

    /// <summary>
    /// BTC's candles, where the model has features of BTC: needed only at those times of <c>candles</c> of which its run has stored
    /// none, as a rule those after the end of the run's data.
    /// </summary>
    public IReadOnlyList<CandleRow>? BitcoinCandles { get; init; }

    /// <summary>
    /// Features, unscaled, a row a bar, the oldest first, columns as in <c>feature_names</c> of the model; as many rows as the model
    /// looks back.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>>? Features { get; init; }

    /// <summary>
    /// When the last bar of <c>features</c> closed, milliseconds since the Unix epoch, UTC. Without it their age is not known, and
    /// the forecast is not to be traded.
    /// </summary>
    public long? ClosedAt { get; init; }
}

/// <summary>One candle.</summary>
/// <param name="OpenTime">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Volume in the base currency.</param>
public sealed record CandleRow(long OpenTime, double Open, double High, double Low, double Close, double Volume);

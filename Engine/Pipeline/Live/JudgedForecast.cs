using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>A forecast and what the gate said to it.</summary>
/// <param name="Prediction">The forecast.</param>
/// <param name="Decision">The gate's answer.</param>
/// <param name="FilteredReason">Why it may not be traded; null when it may.</param>
/// <param name="Age">How old its candle is; null where that is not judged, or not known.</param>
public sealed record JudgedForecast(Prediction Prediction, GateDecision Decision, string? FilteredReason, CandleAge? Age)
{
    /// <summary>Where it expects the return before past outcomes widen it: between the outer quantiles, or at its value. Null where a
    /// model of meta-labels has no side to expect one of.</summary>
    public ReturnInterval? Span { get; init; } = new ReturnInterval(Prediction.Value, Prediction.Value);

    /// <summary>Trailing volatility at its bar, of which its interval is so many; null without candles, or with too few.</summary>
    public double? Volatility { get; init; }

    /// <summary>Regime at the close of its candle; unknown where features came without candles, where the candles are too few, and where
    /// it is not told.</summary>
    public MarketRegime Regime { get; init; }
}

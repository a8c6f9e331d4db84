using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>A saved model's forecast for the newest candle of its unit, and what the gate said to it.</summary>
/// <param name="Time">End of the candle the forecast was made at, UTC.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Source">Where the forecast comes from: <c>ML_PER_COIN_V1</c>.</param>
/// <param name="Model">Family and horizon of the model.</param>
/// <param name="Side">-1 short, 0 nothing, 1 long.</param>
/// <param name="Confidence">Probability of the forecast class.</param>
/// <param name="Value">Expected log return over the horizon, before costs.</param>
/// <param name="Decision">The gate's answer.</param>
/// <param name="FilteredReason">Why it may not be traded; null when it may.</param>
/// <param name="AgeBars">Whole bars from the candle's close to the present; null where age is not judged, as in a simulated market.</param>
/// <param name="Fresh">Whether the age lets it be traded.</param>
public sealed record LiveSignal(
    DateTimeOffset Time,
    string Coin,
    Timeframe Timeframe,
    string Source,
    string Model,
    int Side,
    double Confidence,
    double Value,
    GateDecision Decision,
    string? FilteredReason,
    int? AgeBars,
    bool Fresh);

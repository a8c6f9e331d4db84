using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>What recent candles say of a model.</summary>
/// <param name="Report">What was found of its drift.</param>
/// <param name="Intervals">The state of its intervals after the outcomes known at the last candle; null where no recent forecasts were
/// made, or it has none.</param>
public sealed record DriftJudgement(DriftReport Report, ConformalState? Intervals = null);

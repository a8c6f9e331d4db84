using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Models;

namespace Huracan.Tests.Api.Harness;

/// <summary>A unit with a real, if poor, network.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Files">What it publishes.</param>
/// <param name="Candles">Its candles up to the last forecast of its backtest.</param>
/// <param name="Last">That forecast.</param>
internal sealed record TrainedUnit(
    UnitId Unit, UnitResult Result, IReadOnlyDictionary<string, byte[]> Files, CandleSeries Candles, Prediction Last);

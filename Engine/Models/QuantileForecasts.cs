namespace Huracan.Engine.Models;

/// <summary>Forecasts with quantiles of the return.</summary>
/// <param name="Predictions">The forecasts; their value is the mean that the value head forecasts.</param>
/// <param name="Quantiles">Log returns [forecasts, <see cref="ReturnQuantiles.Count"/>], row-major, ascending within a row.</param>
public sealed record QuantileForecasts(Prediction[] Predictions, float[] Quantiles);

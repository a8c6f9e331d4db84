namespace Huracan.Engine.Market.Spreads;

/// <summary>What an estimator says of two candles in a row. Almost all of it is noise: only many of them together mean something.</summary>
/// <param name="Time">Open time of the first candle, milliseconds since the Unix epoch.</param>
/// <param name="Value">The estimate, which may be negative.</param>
public readonly record struct PairEstimate(long Time, double Value);

namespace Huracan.Engine.Market;

/// <summary>A simulated coin: its candles and their ground truth.</summary>
/// <param name="Candles">The candles.</param>
/// <param name="Events">Events of the planted signal, in order; empty without one.</param>
/// <param name="BarVolatility">True standard deviation of a candle's simple return, open to open.</param>
/// <param name="DriftPerBar">Drift per candle while a signal lasts, simple return; 0 without one.</param>
public sealed record SimulatedPath(RawCandles Candles, IReadOnlyList<SimulatedEvent> Events, double BarVolatility, double DriftPerBar);

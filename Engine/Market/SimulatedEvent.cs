namespace Huracan.Engine.Market;

/// <summary>An event of a planted signal.</summary>
/// <param name="Bar">Its candle; the oracle enters at the open of the next.</param>
/// <param name="Direction">1 up, -1 down.</param>
public readonly record struct SimulatedEvent(int Bar, int Direction);

namespace Huracan.Engine.Market.Spreads;

/// <summary>The spread of a coin's best prices at a time.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Bps">Ask less bid over their middle, basis points, 0 or more.</param>
public readonly record struct QuotedSpread(long Time, double Bps);

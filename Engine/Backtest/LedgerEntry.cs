namespace Huracan.Engine.Backtest;

/// <summary>One movement of money.</summary>
/// <param name="Time">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Bar">Index into the candles.</param>
/// <param name="Trade">Number of the trade it belongs to, from 1.</param>
/// <param name="Kind">What for.</param>
/// <param name="Amount">Quote currency; negative when paid.</param>
public readonly record struct LedgerEntry(long Time, int Bar, int Trade, LedgerKind Kind, double Amount);

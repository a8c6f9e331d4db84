namespace Huracan.Contracts.Http.Runs;

/// <summary>A trade of a unit's backtest.</summary>
/// <param name="Number">Number within the backtest, from 1.</param>
/// <param name="EntryTime">When it was entered, milliseconds since the Unix epoch, UTC.</param>
/// <param name="EntryPrice">Price of the entry, costs apart.</param>
/// <param name="ExitTime">When it was left.</param>
/// <param name="ExitPrice">Price of the exit, costs apart.</param>
/// <param name="Side">1 long, -1 short.</param>
/// <param name="Quantity">Quantity in the base asset.</param>
/// <param name="Reason">Why it was left.</param>
/// <param name="Pnl">Profit after all costs, quote currency.</param>
/// <param name="RMultiple">The same in units of the risk; null where the risk is unknown.</param>
/// <param name="BarsHeld">Bars it was open.</param>
public sealed record TradeView(
    int Number, long EntryTime, double EntryPrice, long ExitTime, double ExitPrice, int Side, double Quantity, string Reason, double Pnl,
    double? RMultiple, int BarsHeld);

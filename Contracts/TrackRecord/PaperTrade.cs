using Huracan.Contracts.Trading;

namespace Huracan.Contracts.TrackRecord;

/// <summary>A trade on paper, of full size, with the costs and exits of the run's backtest.</summary>
/// <param name="EntryTime">When it was entered, milliseconds since the Unix epoch, UTC.</param>
/// <param name="EntryPrice">Open it was entered at; costs are apart from it.</param>
/// <param name="ExitTime">When it was left, milliseconds since the Unix epoch, UTC.</param>
/// <param name="ExitPrice">Price it was left at; costs are apart from it.</param>
/// <param name="Reason">Why it was left.</param>
/// <param name="NetBps">Net profit over the entry notional after all costs and funding, basis points.</param>
public sealed record PaperTrade(
    long EntryTime, double EntryPrice, long ExitTime, double ExitPrice, ExitReason Reason, double NetBps);

using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Vendors;

/// <summary>A message of a stream about a candle.</summary>
/// <param name="Series">The series.</param>
/// <param name="Closed">The candle, one row; null while it is open.</param>
public sealed record LiveCandle(SeriesName Series, MarketRows? Closed);

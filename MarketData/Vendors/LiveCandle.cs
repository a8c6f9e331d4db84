using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Vendors;

/// <summary>A message of a stream about a candle.</summary>
/// <param name="Series">The series.</param>
/// <param name="Closed">The candle, one row; null while it is open.</param>
/// <param name="Sent">When the vendor sent it, by the vendor's clock, milliseconds since the Unix epoch.</param>
public sealed record LiveCandle(SeriesName Series, MarketRows? Closed, long Sent);

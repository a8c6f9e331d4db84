using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Live;

/// <summary>The next candles of a series that have closed, or the next funding rates. None is left out between two of them.</summary>
/// <param name="Series">The series.</param>
/// <param name="Rows">One or more, ascending; older than any that come later.</param>
/// <param name="At">When they were known, by the vendor's clock, milliseconds since the Unix epoch.</param>
/// <param name="IsFromStream">Whether a stream brought them; else they were asked for.</param>
public sealed record ClosedCandles(SeriesName Series, MarketRows Rows, long At, bool IsFromStream);

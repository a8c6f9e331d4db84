using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Live;

/// <summary>How fresh a series is.</summary>
/// <param name="Series">The series.</param>
/// <param name="Through">Until when it is known, exclusive, UTC: when its last candle closed.</param>
/// <param name="Overdue">For how long the next candle should have been here; zero while it is open.</param>
/// <param name="HasEnded">Whether the vendor no longer knows the coin.</param>
public sealed record SeriesFreshness(SeriesName Series, DateTimeOffset Through, TimeSpan Overdue, bool HasEnded);

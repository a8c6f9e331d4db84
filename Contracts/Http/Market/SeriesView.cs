namespace Huracan.Contracts.Http.Market;

/// <summary>How fresh a series is.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Series">Timeframe such as <c>15m</c>, or <c>funding</c>.</param>
/// <param name="Through">Until when it is known, UTC: when its last candle closed.</param>
/// <param name="OverdueSeconds">For how long its next candle should have been there; 0 while it is open.</param>
/// <param name="HasEnded">Whether the exchange no longer knows the coin.</param>
public sealed record SeriesView(string Coin, string Series, DateTimeOffset Through, double OverdueSeconds, bool HasEnded);

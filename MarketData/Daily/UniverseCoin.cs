namespace Huracan.MarketData.Daily;

/// <summary>A coin that was judged for the universe.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="HistoryDays">Days from its first candle to its last.</param>
/// <param name="QuoteVolume">What is traded of it a day, in the quote asset: the median.</param>
/// <param name="Reason">Why it is not taken; null where it is.</param>
public sealed record UniverseCoin(string Coin, int HistoryDays, double QuoteVolume, string? Reason);

namespace Huracan.MarketData.Vendors;

/// <summary>What was traded of a coin in the last 24 hours.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="QuoteVolume">Quote currency.</param>
public sealed record CoinVolume(string Coin, double QuoteVolume);

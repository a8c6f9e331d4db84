namespace Huracan.MarketData.Vendors;

/// <summary>What a vendor says of a coin it trades.</summary>
/// <param name="Coin">Symbol, such as <c>BTCUSDT</c>.</param>
/// <param name="Base">Base asset, such as <c>BTC</c>.</param>
/// <param name="Quote">Quote asset, such as <c>USDT</c>.</param>
/// <param name="IsTrading">Whether it is traded now.</param>
/// <param name="Listed">Since when; null where the vendor does not tell.</param>
/// <param name="Delisted">Until when, where that is known.</param>
/// <param name="TickSize">Least step of the price, quote currency.</param>
/// <param name="StepSize">Least step of the quantity, base asset.</param>
public sealed record Instrument(
    string Coin, string Base, string Quote, bool IsTrading, DateTimeOffset? Listed, DateTimeOffset? Delisted, double TickSize,
    double StepSize);

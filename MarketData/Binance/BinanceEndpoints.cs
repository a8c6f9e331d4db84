using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Binance;

/// <summary>
/// The paths of a market with what they weigh, as Binance documents them: developers.binance.com, "USDⓈ-M Futures" and "Spot", "Market Data
/// endpoints".
/// </summary>
/// <param name="Prefix">Of REST paths.</param>
/// <param name="Archive">Prefix of the archive's keys.</param>
/// <param name="MostCandles">Candles a request gives at most.</param>
/// <param name="KlineWeight">Of a request for so many candles.</param>
/// <param name="ExchangeInfoWeight">Of the list of symbols.</param>
/// <param name="TickerWeight">Of the 24-hour figures of all symbols.</param>
/// <param name="QuotesWeight">Of the best prices of all symbols.</param>
/// <param name="Limit">Weight of a minute, until the exchange has said it.</param>
internal sealed record BinanceEndpoints(
    string Prefix, string Archive, int MostCandles, Func<int, int> KlineWeight, int ExchangeInfoWeight, int TickerWeight,
    int QuotesWeight, int Limit)
{
    /// <summary>Weight of the mark prices of all contracts.</summary>
    public const int PremiumWeight = 10;

    /// <summary>Rates that one request for funding gives at most.</summary>
    public const int MostRates = 1000;

    /// <summary>Requests for funding of five minutes.</summary>
    public const int FundingLimit = 500;

    public static BinanceEndpoints Of(MarketKind market) => market == MarketKind.Futures
        ? new BinanceEndpoints(
            "fapi/v1", "data/futures/um", 1500, candles => candles switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 }, 1, 40, 5,
            2_400)
        : new BinanceEndpoints("api/v3", "data/spot", 1000, _ => 2, 20, 80, 4, 6_000);
}

namespace Huracan.Contracts.Trading;

/// <summary>The currency that a coin's prices and amounts are in.</summary>
public static class QuoteCurrency
{
    // The longer names before those they end with.
    private static readonly string[] Known = ["FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USD", "EUR", "GBP", "BTC", "ETH", "BNB"];

    /// <summary>The currency at the end of a symbol, <c>USDT</c> of <c>BTCUSDT</c>; <c>quote currency</c> where none is known.</summary>
    /// <param name="coin">Symbol.</param>
    public static string Of(string coin) =>
        Known.FirstOrDefault(name => coin.Length > name.Length && coin.EndsWith(name, StringComparison.Ordinal)) ?? "quote currency";
}

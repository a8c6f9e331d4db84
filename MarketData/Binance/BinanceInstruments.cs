using System.Globalization;
using System.Text.Json;
using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Binance;

/// <summary>Reads <c>exchangeInfo</c>: symbols with their steps and listing times, and the limit of requests.</summary>
internal static class BinanceInstruments
{
    /// <summary>Weight that may be used in a minute.</summary>
    public static int LimitOf(JsonElement info) => info.GetProperty("rateLimits").EnumerateArray()
        .Where(limit => limit.GetProperty("rateLimitType").GetString() == "REQUEST_WEIGHT"
            && limit.GetProperty("interval").GetString() == "MINUTE" && limit.GetProperty("intervalNum").GetInt32() == 1)
        .Select(limit => limit.GetProperty("limit").GetInt32()).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>The perpetual contracts, or the pairs of the spot market.</summary>
    public static IReadOnlyList<Instrument> Of(JsonElement info) =>
    [
        .. info.GetProperty("symbols").EnumerateArray()
            .Where(symbol => !symbol.TryGetProperty("contractType", out var type) || type.GetString() == "PERPETUAL")
            .Select(One),
    ];

    private static Instrument One(JsonElement symbol)
    {
        var status = symbol.GetProperty("status").GetString();
        return new Instrument(
            Text(symbol, "symbol"), Text(symbol, "baseAsset"), Text(symbol, "quoteAsset"), status == "TRADING",
            Time(symbol, "onboardDate"), status == "TRADING" ? null : Time(symbol, "deliveryDate"),
            Step(symbol, "PRICE_FILTER", "tickSize"), Step(symbol, "LOT_SIZE", "stepSize"));
    }

    private static string Text(JsonElement symbol, string name) => symbol.GetProperty(name).GetString() ?? "";

    private static DateTimeOffset? Time(JsonElement symbol, string name) =>
        symbol.TryGetProperty(name, out var time) ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64()) : null;

    private static double Step(JsonElement symbol, string filter, string name) => symbol.GetProperty("filters").EnumerateArray()
        .Where(found => found.GetProperty("filterType").GetString() == filter)
        .Select(found => double.Parse(found.GetProperty(name).GetString() ?? "", CultureInfo.InvariantCulture))
        .FirstOrDefault();
}

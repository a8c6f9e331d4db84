using Huracan.Contracts;
using Huracan.MarketData.Binance;
using Huracan.MarketData.Bybit;
using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Catalog;

/// <summary>The vendors there are. A new one is a folder beside Binance's, and a line here.</summary>
public static class VendorCatalog
{
    private delegate IMarketDataVendor Creation(MarketKind market, VendorsOptions options, HttpClient client, TimeProvider time);

    private static readonly Dictionary<string, Creation> Vendors = new()
    {
        ["binance"] = (market, options, client, time) =>
            new BinanceVendor(market, options.Binance, client, options.Requests, options.Streams, time),
        ["bybit"] = (market, options, client, time) =>
            new BybitVendor(market, options.Bybit, client, options.Requests, options.Streams, time),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Vendors.Keys;

    /// <summary>A vendor's market.</summary>
    /// <param name="name">The vendor.</param>
    /// <param name="market">Which of its markets.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="client">Sends the requests.</param>
    /// <param name="time">Clock of pauses.</param>
    /// <exception cref="InputRefusedException">There is no such vendor.</exception>
    public static IMarketDataVendor Create(
        string name, MarketKind market, VendorsOptions options, HttpClient client, TimeProvider time) =>
        Vendors.TryGetValue(name, out var create)
            ? create(market, options, client, time)
            : throw new InputRefusedException($"There is no vendor '{name}'; there are {string.Join(", ", Names)}.");
}

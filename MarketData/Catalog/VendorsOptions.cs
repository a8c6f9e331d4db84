using Huracan.MarketData.Binance;
using Huracan.MarketData.Bybit;
using Huracan.MarketData.Http;
using Huracan.MarketData.Live;
using Huracan.MarketData.Streams;

namespace Huracan.MarketData.Catalog;

/// <summary>Where market data comes from: <c>config/vendors.yaml</c>.</summary>
public sealed record VendorsOptions
{
    /// <summary>Name of the file below <c>config/</c>.</summary>
    public const string FileName = "vendors.yaml";

    /// <summary>Addresses of Binance.</summary>
    public BinanceOptions Binance { get; init; } = new();

    /// <summary>Addresses of Bybit.</summary>
    public BybitOptions Bybit { get; init; } = new();

    /// <summary>How patiently any of them is asked.</summary>
    public VendorHttpOptions Requests { get; init; } = new();

    /// <summary>How streams of live data are held.</summary>
    public StreamOptions Streams { get; init; } = new();

    /// <summary>How a store is kept fresh.</summary>
    public FollowOptions Follow { get; init; } = new();
}

using Huracan.MarketData.Binance;
using Huracan.MarketData.Bybit;
using Huracan.MarketData.Http;

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
}

namespace Huracan.Storage.MarketStore;

/// <summary>What a store says of itself in <c>store.json</c>.</summary>
/// <param name="Version">Of the layout: 1.</param>
/// <param name="Vendor">Such as <c>binance</c>.</param>
/// <param name="Market">Such as <c>futures</c>.</param>
public sealed record StoreHeader(int Version, string Vendor, string Market);

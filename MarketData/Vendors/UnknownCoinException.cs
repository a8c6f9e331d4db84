namespace Huracan.MarketData.Vendors;

/// <summary>The vendor does not know the coin, or no longer.</summary>
public sealed class UnknownCoinException(string message) : VendorException(message);

namespace Huracan.MarketData.Vendors;

/// <summary>A vendor did not give what was asked for, however often it was asked; the message names the address and says why.</summary>
public class VendorException(string message, Exception? inner = null) : Exception(message, inner);

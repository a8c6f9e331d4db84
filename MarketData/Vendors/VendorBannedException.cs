namespace Huracan.MarketData.Vendors;

/// <summary>The vendor answers nothing to this address for longer than anybody would wait. Nothing may be sent to it meanwhile.</summary>
/// <param name="message">Which address, and for how long.</param>
/// <param name="left">How long it still lasts.</param>
public sealed class VendorBannedException(string message, TimeSpan left) : VendorException(message)
{
    /// <summary>How long it still lasts.</summary>
    public TimeSpan Left => left;
}

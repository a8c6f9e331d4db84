namespace Huracan.MarketData.Vendors;

/// <summary>The vendor answers nothing to this address for longer than anybody would wait.</summary>
/// <param name="message">Which address, and for how long.</param>
/// <param name="pause">For how long.</param>
public sealed class VendorBannedException(string message, TimeSpan pause) : VendorException(message)
{
    /// <summary>For how long.</summary>
    public TimeSpan Pause => pause;
}

namespace Huracan.MarketData.Vendors;

/// <summary>The vendor answers nothing to this address for longer than anybody would wait. Nothing is sent to it meanwhile.</summary>
/// <param name="message">Which address, and for how long.</param>
/// <param name="over">When it is over, since the vendor was first used.</param>
public sealed class VendorBannedException(string message, TimeSpan over) : VendorException(message)
{
    /// <summary>When it is over, since the vendor was first used.</summary>
    internal TimeSpan Over => over;
}

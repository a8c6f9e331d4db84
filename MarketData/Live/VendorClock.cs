using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Live;

/// <summary>A vendor's clock: this machine's and how far it is off, measured now and then.</summary>
internal sealed class VendorClock(IMarketDataVendor vendor, TimeProvider time)
{
    private long skewTicks;

    /// <summary>This machine's clock less the vendor's.</summary>
    public TimeSpan Skew => new(Interlocked.Read(ref skewTicks));

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Now => (time.GetUtcNow() - Skew).ToUnixTimeMilliseconds();

    /// <summary>Measures. The vendor looked at its clock about half-way between the question and the answer.</summary>
    /// <exception cref="VendorException">The vendor does not answer.</exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var theirs = await vendor.TimeAsync(cancellationToken);
        var ours = asked + (time.GetUtcNow() - asked) / 2;
        Interlocked.Exchange(ref skewTicks, (ours - theirs).Ticks);
    }
}

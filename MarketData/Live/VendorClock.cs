using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Live;

/// <summary>
/// A vendor's clock: what it last said, and the time that has passed here since its answer came. It is late by what the answer took at
/// most, and never ahead, also when this machine's clock is set meanwhile.
/// </summary>
internal sealed class VendorClock(IMarketDataVendor vendor, TimeProvider time)
{
    private volatile Measurement last = new(DateTimeOffset.UnixEpoch, time.GetTimestamp(), TimeSpan.Zero);

    /// <summary>This machine's clock less the vendor's, when it was asked last.</summary>
    public TimeSpan Skew => last.Skew;

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Now => last is var (theirs, answered, _) ? (theirs + time.GetElapsedTime(answered)).ToUnixTimeMilliseconds() : 0;

    /// <summary>Asks the vendor.</summary>
    /// <exception cref="VendorException">The vendor does not answer.</exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var theirs = await vendor.TimeAsync(cancellationToken);
        last = new Measurement(theirs, time.GetTimestamp(), time.GetUtcNow() - theirs);
    }

    private sealed record Measurement(DateTimeOffset Theirs, long Answered, TimeSpan Skew);
}

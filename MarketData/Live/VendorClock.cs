using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Live;

/// <summary>
/// A vendor's clock: what it last said, and the time that has passed here since its answer came. It is late by what the answer took at
/// most, and never ahead, also when this machine's clock is set meanwhile.
/// </summary>
internal sealed class VendorClock(IMarketDataVendor vendor, TimeProvider time)
{
    private const long BelievedMs = 2_000;

    private volatile Measurement last = new(DateTimeOffset.UnixEpoch, time.GetTimestamp(), TimeSpan.Zero);

    /// <summary>This machine's clock less the vendor's, when it was asked last.</summary>
    public TimeSpan Skew => last.Skew;

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Now => last is var (theirs, answered, _) ? (theirs + time.GetElapsedTime(answered)).ToUnixTimeMilliseconds() : 0;

    /// <summary>Whether a message came from so far ahead that the vendor should be asked.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>
    /// Takes the time of a message that the vendor has sent, where that is a little later than what is known. What is far ahead is not
    /// believed: a clock that is ahead makes candles seem missing.
    /// </summary>
    /// <param name="sent">Milliseconds since the Unix epoch.</param>
    public void Observe(long sent)
    {
        var ahead = sent - Now;
        if (ahead > BelievedMs)
            IsDoubtful = true;
        else if (ahead > 0)
            last = new Measurement(DateTimeOffset.FromUnixTimeMilliseconds(sent), time.GetTimestamp(), last.Skew);
    }

    /// <summary>Asks the vendor.</summary>
    /// <exception cref="VendorException">The vendor does not answer.</exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var theirs = await vendor.TimeAsync(cancellationToken);
        last = new Measurement(theirs, time.GetTimestamp(), time.GetUtcNow() - theirs);
        IsDoubtful = false;
    }

    private sealed record Measurement(DateTimeOffset Theirs, long Answered, TimeSpan Skew);
}

using Huracan.MarketData.Live;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.MarketData;

public class VendorClockTests
{
    [Fact]
    public async Task An_answer_that_was_long_in_coming_does_not_put_the_clock_ahead()
    {
        await using var harness = await DownloadHarness.StartAsync(speed: 10);
        harness.Exchange.ClockOffset = TimeSpan.FromHours(-3);
        harness.Exchange.Faults = request => request.EndsWith("/time", StringComparison.Ordinal) && harness.Exchange.Log.Count < 4
            ? Fault.TooOften
            : Fault.None;
        var clock = new VendorClock(harness.Vendor(), harness.Time);

        await clock.MeasureAsync(CancellationToken.None);

        for (var look = 0; look < 20; look++, await Task.Delay(5))
        {
            var ours = clock.Now;
            var theirs = harness.Exchange.Now.ToUnixTimeMilliseconds();
            Assert.InRange(ours, theirs - 2_000, theirs); // the pauses alone took four seconds
        }
        Assert.Equal(3, clock.Skew.TotalHours, 0.01);
    }
}

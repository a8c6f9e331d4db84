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

    [Fact]
    public async Task A_message_from_a_little_ahead_puts_the_clock_right_and_one_from_far_ahead_asks_for_a_measurement()
    {
        await using var harness = await DownloadHarness.StartAsync(speed: 1);
        var clock = new VendorClock(harness.Vendor(), harness.Time);
        await clock.MeasureAsync(CancellationToken.None);
        var known = clock.Now;

        clock.Observe(known - 60_000);
        Assert.False(clock.IsDoubtful);
        clock.Observe(clock.Now + 1_900);
        Assert.InRange(clock.Now, known + 1_900, known + 10_000);
        clock.Observe(known + 3_600_000);
        Assert.InRange(clock.Now, known, known + 10_000);
        Assert.True(clock.IsDoubtful);

        await clock.MeasureAsync(CancellationToken.None);

        Assert.False(clock.IsDoubtful);
    }
}

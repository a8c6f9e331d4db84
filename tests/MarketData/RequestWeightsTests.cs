using Huracan.MarketData.Http;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.MarketData;

public class RequestWeightsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2025, 1, 1, 0, 0, 20, TimeSpan.Zero));

    [Fact]
    public async Task A_request_beyond_nine_tenths_waits_for_the_next_minute()
    {
        var weights = new RequestWeights(time, 100, Minute);
        await weights.TakeAsync(80, CancellationToken.None);

        var next = weights.TakeAsync(20, CancellationToken.None);

        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        await next;
    }

    [Fact]
    public async Task What_the_vendor_counts_is_believed()
    {
        var weights = new RequestWeights(time, 100, Minute);
        await weights.TakeAsync(1, CancellationToken.None);
        weights.Report(90); // others of this address asked too

        Assert.False(weights.TakeAsync(1, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task One_request_may_always_be_sent_in_a_minute()
    {
        var weights = new RequestWeights(time, 10, Minute);

        await weights.TakeAsync(40, CancellationToken.None);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_hold_requests_for_longer()
    {
        var clock = new SettableTime(time);
        var weights = new RequestWeights(clock, 100, Minute);
        await weights.TakeAsync(90, CancellationToken.None);
        clock.Offset = TimeSpan.FromHours(-5);

        await weights.TakeAsync(90, CancellationToken.None);
    }

    [Fact]
    public async Task A_pause_holds_everything_and_the_longer_of_two_counts()
    {
        var weights = new RequestWeights(time, 100, Minute);
        weights.Pause(TimeSpan.FromSeconds(100));
        weights.Pause(TimeSpan.FromSeconds(5));

        var next = weights.TakeAsync(1, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        await next;
    }

    [Fact]
    public async Task A_wait_can_be_ended()
    {
        var weights = new RequestWeights(time, 100, Minute);
        weights.Pause(TimeSpan.FromSeconds(100));
        using var stop = new CancellationTokenSource();
        var next = weights.TakeAsync(1, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private sealed class SettableTime(TimeProvider time) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

        public override long GetTimestamp() => time.GetTimestamp();

        public override long TimestampFrequency => time.TimestampFrequency;
    }
}

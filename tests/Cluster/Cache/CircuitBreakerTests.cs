using Huracan.Cluster.Cache;

namespace Huracan.Tests.Cluster.Cache;

public class CircuitBreakerTests
{
    [Fact]
    public void It_opens_after_faults_in_a_row_and_lets_one_try_through_at_a_time()
    {
        var time = new Clock();
        var breaker = new CircuitBreaker(time, faults: 2, pause: TimeSpan.FromSeconds(5));
        breaker.Fail();
        breaker.Succeed();
        breaker.Fail();
        Assert.True(breaker.IsClosed);
        breaker.Fail();
        Assert.False(breaker.IsClosed);

        time.Now += TimeSpan.FromSeconds(5);

        Assert.True(breaker.IsClosed);
        Assert.False(breaker.IsClosed); // somebody tries already
        breaker.Succeed();
        Assert.True(breaker.IsClosed);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

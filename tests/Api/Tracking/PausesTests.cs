using Huracan.Api.Tracking;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Api.Tracking;

public class PausesTests
{
    [Fact]
    public void A_pause_is_twice_the_one_before_up_to_the_longest_and_ends_with_success()
    {
        var time = new FakeTimeProvider();
        var pauses = new Pauses<string>(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), time);
        Assert.Equal(TimeSpan.Zero, pauses.Left("a"));

        Assert.Equal([5, 10, 20, 30, 30], Enumerable.Range(0, 5).Select(_ => (int)pauses.Failed("a").TotalSeconds));
        pauses.Failed("b");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a"], pauses.Waiting);
        Assert.Equal((25, 0), ((int)pauses.Left("a").TotalSeconds, (int)pauses.Left("b").TotalSeconds));

        pauses.Done("a");
        Assert.Empty(pauses.Waiting);
        Assert.Equal(5, pauses.Failed("a").TotalSeconds);
    }
}

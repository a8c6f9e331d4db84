using Huracan.AppHost.Hosting;

namespace Huracan.Tests.AppHost.Hosting;

public class BackOffTests
{
    [Fact]
    public void Waits_double_up_to_half_a_minute()
    {
        var backOff = new BackOff();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => backOff.Next(TimeSpan.FromSeconds(9)).TotalSeconds));
    }

    [Fact]
    public void Ten_seconds_of_health_forgive()
    {
        var backOff = new BackOff();
        backOff.Next(default);
        backOff.Next(default);
        Assert.Equal(BackOff.First, backOff.Next(TimeSpan.FromSeconds(10)));
        Assert.Equal(2 * BackOff.First, backOff.Next(default));
    }
}

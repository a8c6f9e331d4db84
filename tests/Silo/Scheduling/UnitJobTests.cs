using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Silo.Scheduling;
using Quartz;

namespace Huracan.Tests.Silo.Scheduling;

public class UnitJobTests
{
    [Fact]
    public void A_unit_that_has_waited_long_is_not_skipped()
    {
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        var trigger = UnitJob.TriggerFor(
            new UnitKey("20260301T000000Z-00000000", new UnitId("BTCUSDT", Timeframe.H1)), 5, at, TimeProvider.System);

        Assert.Equal(SimpleTriggerMisfireInstruction.IgnoreMisfires, Assert.IsAssignableFrom<ISimpleTrigger>(trigger).MisfireInstruction);
        Assert.Equal((5, at), (trigger.Priority, trigger.StartTimeUtc));
    }
}

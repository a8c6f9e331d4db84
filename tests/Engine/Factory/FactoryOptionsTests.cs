using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Factory;

public sealed class FactoryOptionsTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public void Training_on_regimes_is_as_the_settings_say_unless_the_factory_says_otherwise(bool? factory, bool settings, bool expected)
    {
        var run = new FactoryOptions { TrainOnRegimes = factory }
            .ToRun(new RunOptions { TrainOnRegimes = settings }, new CoinUniverse([], [], DateTimeOffset.UnixEpoch));

        Assert.Equal(expected, run.TrainOnRegimes);
    }
}

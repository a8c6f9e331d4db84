using Huracan.Contracts;

namespace Huracan.Tests.Contracts;

public class UnitIdTests
{
    [Fact]
    public void It_is_printed_as_coin_and_timeframe() => Assert.Equal("BTCUSDT/15m", new UnitId("BTCUSDT", Timeframe.M15).ToString());

    [Fact]
    public void Same_coin_and_timeframe_are_the_same_unit()
    {
        Assert.Equal(new UnitId("BTCUSDT", Timeframe.H1), new UnitId("BTCUSDT", Timeframe.Parse("60m")));
        Assert.NotEqual(new UnitId("BTCUSDT", Timeframe.H1), new UnitId("BTCUSDT", Timeframe.H4));
        Assert.NotEqual(new UnitId("BTCUSDT", Timeframe.H1), new UnitId("ETHUSDT", Timeframe.H1));
    }
}

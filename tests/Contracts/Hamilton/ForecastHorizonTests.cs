using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;

namespace Huracan.Tests.Contracts.Hamilton;

public class ForecastHorizonTests
{
    [Theory]
    [InlineData("1h", 60, "1h")]
    [InlineData("60m", 60, "1h")]
    [InlineData("90m", 90, "90m")]
    [InlineData("24h", 1440, "1d")]
    [InlineData("4d", 5760, "4d")]
    [InlineData("5h", 300, "5h")]
    public void A_horizon_is_read_and_spelt_the_shortest_way(string text, int minutes, string spelt)
    {
        Assert.Equal(minutes, ForecastHorizon.Parse(text).Minutes);
        Assert.Equal(spelt, new ForecastHorizon(minutes).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("1w")]
    [InlineData("1.5h")]
    [InlineData("2000000000d")]
    public void What_is_no_horizon_is_refused(string text)
    {
        Assert.False(ForecastHorizon.TryParse(text, out _));
        Assert.Throws<InputRefusedException>(() => ForecastHorizon.Parse(text));
    }

    [Fact]
    public void Bars_of_different_timeframes_can_look_as_far() => Assert.Equal(
        ForecastHorizon.Of(new ChampionKey(new UnitId("BTCUSDT", Timeframe.M15), 4)),
        ForecastHorizon.Of(new ChampionKey(new UnitId("BTCUSDT", Timeframe.H1), 1)));
}

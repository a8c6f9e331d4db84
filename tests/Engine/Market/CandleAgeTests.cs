using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class CandleAgeTests
{
    private static readonly DateTimeOffset Closed = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-60.5, -2, "the newest candle closes in 60 minutes, at 2026-01-02 03:00Z: a forecast is tradable from the close on")]
    [InlineData(-0.5, -1, "the newest candle closes in 30 seconds, at 2026-01-02 03:00Z: a forecast is tradable from the close on")]
    [InlineData(0, 0, null)]
    [InlineData(119.9, 1, null)]
    [InlineData(120, 2, "the newest candle closed 2 hours ago, at 2026-01-02 03:00Z; a 1h forecast is tradable for 2 bars")]
    [InlineData(
        60 * 24 * 183, 24 * 183,
        "the newest candle closed 183 days ago, at 2026-01-02 03:00Z; a 1h forecast is tradable for 2 bars")]
    public void A_forecast_is_tradable_from_the_close_for_two_bars(double minutes, int bars, string? refusal)
    {
        var age = new CandleAge(Closed, Closed.AddMinutes(minutes), Timeframe.H1);

        Assert.Equal((bars, refusal), (age.Bars, age.Refusal));
        Assert.Equal(bars >= 2, age.IsStale);
    }

    [Fact]
    public void Bars_are_those_of_the_timeframe()
    {
        Assert.Null(new CandleAge(Closed, Closed.AddHours(47), Timeframe.D1).Refusal);
        Assert.Equal(
            "the newest candle closed 30 minutes ago, at 2026-01-02 03:00Z; a 15m forecast is tradable for 2 bars",
            new CandleAge(Closed, Closed.AddMinutes(30), Timeframe.M15).Refusal);
    }
}

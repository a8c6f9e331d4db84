using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Badges;

namespace Huracan.Tests.Dashboard.Badges;

public class FormatTests
{
    [Fact]
    public void Numbers_have_fixed_digits_and_missing_ones_are_a_dash()
    {
        Assert.Equal("1,234.50", Format.Of(1234.5, 2));
        Assert.Equal("–", Format.Of(double.NaN, 2));
        Assert.Equal("–", Format.Of(null, 2));
        Assert.Equal("–", Format.Percent(double.PositiveInfinity));
        Assert.Equal("12.3 %", Format.Percent(0.1234));
        Assert.Equal("2.0 KiB", Format.Bytes(2048));
    }

    [Fact]
    public void Times_are_shown_in_UTC() =>
        Assert.Equal("2026-01-01 23:30:00", Format.Time(new DateTimeOffset(2026, 1, 2, 1, 30, 0, TimeSpan.FromHours(2))));

    [Fact]
    public void Durations_are_shown_in_the_units_that_matter() => Assert.Equal(
        ["–", "0.4 s", "59.0 s", "1 min 0 s", "59 min 59 s", "26 h 3 min"],
        new TimeSpan?[]
        {
            null, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(59), TimeSpan.FromMinutes(1), new(0, 59, 59), new(26, 3, 59),
        }.Select(Format.Duration));

    [Fact]
    public void A_width_is_limited_to_its_bar() =>
        Assert.Equal(("width:100.0%", "width:0.0%", "width:33.3%"), (Format.Width(7), Format.Width(-1), Format.Width(1 / 3.0)));

    [Fact]
    public void Enums_are_spelled_as_in_the_API()
    {
        Assert.Equal("NO_TRADE", EnumText.Of(GateAction.NoTrade));
        Assert.Equal("BACKTESTING", EnumText.Of(UnitState.Backtesting));
    }
}

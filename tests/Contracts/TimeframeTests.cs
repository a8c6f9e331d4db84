using FsCheck;
using FsCheck.Fluent;
using Huracan.Contracts;

namespace Huracan.Tests.Contracts;

public class TimeframeTests
{
    [Theory]
    [InlineData("1m", 1)]
    [InlineData("15m", 15)]
    [InlineData("30m", 30)]
    [InlineData("60m", 60)]
    [InlineData("1h", 60)]
    [InlineData("4h", 240)]
    [InlineData("24h", 1440)]
    [InlineData("1440m", 1440)]
    [InlineData("1d", 1440)]
    public void A_length_that_divides_a_day_is_read(string text, int minutes)
    {
        Assert.True(Timeframe.TryParse(text, out var timeframe));
        Assert.Equal(minutes, timeframe.Minutes);
        Assert.Equal(timeframe, Timeframe.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("15")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("+5m")]
    [InlineData(" 5m")]
    [InlineData("1.5h")]
    [InlineData("7m")]
    [InlineData("5h")]
    [InlineData("2d")]
    [InlineData("15M")]
    [InlineData("1w")]
    [InlineData("9999d")]
    [InlineData("99999999999h")]
    public void Anything_else_is_not_a_timeframe(string? text)
    {
        Assert.False(Timeframe.TryParse(text, out var timeframe));
        Assert.Equal(default, timeframe);
    }

    [Fact]
    public void A_refusal_names_the_text_and_the_rule()
    {
        var refusal = Assert.Throws<InputRefusedException>(() => Timeframe.Parse("7m"));
        Assert.Contains("'7m'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("divide a day", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, "15m")]
    [InlineData(60, "1h")]
    [InlineData(90, "90m")]
    [InlineData(240, "4h")]
    [InlineData(1440, "1d")]
    public void It_is_printed_in_the_shortest_usual_spelling(int minutes, string text) =>
        Assert.Equal(text, new Timeframe(minutes).ToString());

    [Fact]
    public void What_is_printed_is_read_back() =>
        Prop.ForAll(Gen.Choose(1, 1440).Where(minutes => 1440 % minutes == 0).ToArbitrary(), minutes =>
            Timeframe.Parse(new Timeframe(minutes).ToString()) == new Timeframe(minutes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_by_length()
    {
        Timeframe[] sorted = [Timeframe.M15, Timeframe.M30, Timeframe.H1, Timeframe.H4, Timeframe.D1];
        Assert.Equal(sorted, sorted.Reverse().Order());
        Assert.True(Timeframe.M15 < Timeframe.H1 && Timeframe.D1 > Timeframe.H4);
        Assert.True(Timeframe.H1 <= Timeframe.Parse("60m") && Timeframe.H1 >= Timeframe.Parse("60m"));
        Assert.False(Timeframe.H1 < Timeframe.Parse("60m") || Timeframe.H1 > Timeframe.Parse("60m"));
        Assert.False(Timeframe.H4 <= Timeframe.H1 || Timeframe.H1 >= Timeframe.H4);
    }

    [Fact]
    public void A_year_has_365_days_of_candles()
    {
        Assert.Equal(365, Timeframe.D1.BarsPerYear);
        Assert.Equal(8760, Timeframe.H1.BarsPerYear);
        Assert.Equal(35040, Timeframe.M15.BarsPerYear);
        Assert.Equal(900_000, Timeframe.M15.Milliseconds);
    }
}

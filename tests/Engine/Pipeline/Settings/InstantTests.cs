using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Pipeline.Settings;

public class InstantTests
{
    [Theory]
    [InlineData("1970-01-02", 86_400_000L)]
    [InlineData("1970-01-01T01:00:00+01:00", 0L)]
    [InlineData("1970-01-01 00:00:01", 1_000L)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void It_is_utc_unless_it_says_otherwise(string text, long? expected) =>
        Assert.Equal(expected, Instant.TryParse(text)?.Milliseconds);

    [Fact]
    public void It_keeps_the_text_it_was_given_as()
    {
        var time = new DateTimeOffset(2025, 1, 31, 10, 11, 12, TimeSpan.Zero).AddTicks(1_234_567);

        Assert.Equal("2025-01-31 12:00", $"{Instant.TryParse("2025-01-31 12:00")}");
        Assert.Equal("2025-01-31T10:11:12.1234567+00:00", $"{Instant.Of(time)}");
        Assert.Equal(time.AddTicks(-4_567), Instant.Of(time).Time); // to the millisecond, as candles have it
    }
}

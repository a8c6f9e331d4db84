using System.Text;
using Huracan.Engine;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public class UtcTimeTests
{
    [Fact]
    public void Times_read_back_over_two_centuries()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 20_000; i++)
        {
            var time = (long)(random.NextDouble() * 200 - 70) * 31_557_600_000 + random.NextInt(int.MaxValue);
            var text = UtcTime.Format(time);
            Assert.Equal(
                DateTimeOffset.FromUnixTimeMilliseconds(time),
                DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(UtcTime.TryParse(Encoding.UTF8.GetBytes(text), out var read, out _), text);
            Assert.Equal(time, read);
        }
    }

    [Theory]
    [InlineData(-62_135_596_800_000, "0001-01-01T00:00:00Z")]
    [InlineData(253_402_300_799_999, "9999-12-31T23:59:59.999Z")]
    [InlineData(253_402_300_800_000, "253402300800000")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void A_time_beyond_the_calendar_is_written_as_the_number_it_is(long time, string text) =>
        Assert.Equal(text, UtcTime.Format(time));
}

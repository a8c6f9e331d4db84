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
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(time), DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(UtcTime.TryParse(Encoding.UTF8.GetBytes(text), out var read, out _), text);
            Assert.Equal(time, read);
        }
    }
}

using Huracan.Engine;

namespace Huracan.Tests.Engine;

public class NearestNameTests
{
    private static readonly string[] Names = ["epochs", "BTCDOMUSDT", "BTCUSDT", "1000SHIBUSDT"];

    [Theory]
    [InlineData("epoch", "epochs")]
    [InlineData("EPOCHS", "epochs")]
    [InlineData("btc", "BTCUSDT")]
    [InlineData("btcdom", "BTCDOMUSDT")]
    [InlineData("shib", "1000SHIBUSDT")]
    [InlineData("BTC/USDT", "BTCUSDT")]
    [InlineData("us", null)]
    [InlineData("zzzzzz", null)]
    [InlineData("", null)]
    public void The_name_most_likely_meant_is_found_whatever_its_case(string name, string? meant) =>
        Assert.Equal(meant, NearestName.Find(name, Names));
}

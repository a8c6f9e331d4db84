using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class ReadSeriesTests : IDisposable
{
    private const string Header = "open_time,open,high,low,close,volume\n";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Coin_and_timeframe_come_from_the_name()
    {
        var series = Read("BTCUSDT_30m.csv", "1970-01-01T00:00:00Z,1,2,1,2,3\n1970-01-01T00:30:00Z,2,2,1,1,0\n");

        Assert.Equal(("BTCUSDT", Timeframe.M30, 2), (series.Coin, series.Timeframe, series.Count));
        Assert.Equal([3, 0], series.Volume.ToArray());
    }

    [Fact]
    public void Without_a_timeframe_in_the_name_the_first_two_rows_tell()
    {
        Assert.Equal(Timeframe.H4, Read("example.csv", "1970-01-01T00:00:00Z,1,2,1,2,3\n1970-01-01T04:00:00Z,2,2,1,1,0\n").Timeframe);
        Assert.Contains(
            "7 minutes apart", Refusal("other.csv", "1970-01-01T00:00:00Z,1,2,1,2,3\n1970-01-01T00:07:00Z,2,2,1,1,0\n"),
            StringComparison.Ordinal);
        Assert.Contains("0 minutes apart", Refusal("one.csv", "1970-01-01T00:00:00Z,1,2,1,2,3\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "1970-01-01T01:00:00Z,1,2,1,2,3\n1970-01-01T03:00:00Z,1,2,1,2,3",
        "row 3: 1970-01-01T03:00:00Z follows 1970-01-01T01:00:00Z; candles of 1h must follow each other without gaps")]
    [InlineData("1970-01-01T01:00:00Z,1,2,1,2,3\n1970-01-01T00:00:00Z,1,2,1,2,3", "without gaps")]
    [InlineData("1970-01-01T01:10:00Z,1,2,1,2,3", "multiple of 1h")]
    [InlineData("1970-01-01T01:00:00Z,1,2,1,,3", "row 2 (1970-01-01T01:00:00Z): a price or the volume is empty, NaN or infinite")]
    [InlineData("1970-01-01T01:00:00Z,1,inf,1,2,3", "NaN or infinite")]
    [InlineData("1970-01-01T01:00:00Z,1,2,0,2,3", "zero or less")]
    [InlineData("1970-01-01T01:00:00Z,1,1.5,1,2,3", "do not enclose")]
    [InlineData("1970-01-01T01:00:00Z,1,2,1.5,2,3", "do not enclose")]
    [InlineData("1970-01-01T01:00:00Z,1,2,1,2,-3", "volume is negative")]
    public void What_is_no_candle_is_refused(string rows, string words)
    {
        var message = Refusal("TEST_1h.csv", rows + "\n");

        Assert.Contains("TEST_1h.csv", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Refusal(string name, string rows) => Assert.Throws<InputRefusedException>(() => Read(name, rows)).Message;

    private CandleSeries Read(string name, string rows) => CandleFile.ReadSeries(folder.Write(name, Header + rows), CancellationToken.None);
}

using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class CandleCsvTests : IDisposable
{
    private const string Header = "open_time,open,high,low,close,volume\n";
    private const string First = "2024-01-01T00:00:00Z,1,2,0.5,1.5,10\n";
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.M15);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_come_back_as_they_are()
    {
        var candles = Read(Header + First + "2024-01-01T00:15:00Z,,NaN,inf,-1e3,0\n");
        Assert.Equal([1704067200000, 1704068100000], candles.OpenTimes);
        Assert.Equal([1, double.NaN], candles.Open);
        Assert.Equal([2, double.NaN], candles.High);
        Assert.Equal([0.5, double.PositiveInfinity], candles.Low);
        Assert.Equal([1.5, -1000], candles.Close);
        Assert.Equal([10, 0], candles.Volume);
        Assert.Equal(folder["x.csv"], candles.Origin);
    }

    [Fact]
    public void Other_columns_are_ignored_and_order_and_case_do_not_matter()
    {
        var candles = Read("\uFEFFTrades,Volume,CLOSE,Low,High,Open,Timestamp,date\r\nmany,10,1.5,0.5,2,1,1704067200000,yesterday\r\n\r\n");
        Assert.Equal(
            (1704067200000, 1, 2, 0.5, 1.5, 10), (candles.OpenTimes[0], candles.Open[0], candles.High[0], candles.Low[0], candles.Close[0],
            candles.Volume[0]));
        Assert.Equal(1, candles.Count);
    }

    [Theory]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData("2024-01-01 00:00:00+00:00")]
    [InlineData("2024-01-01 00:00:00.000 UTC")]
    [InlineData("2024-01-01T00:00Z")]
    [InlineData("\"2024-01-01T00:00:00.000000Z\"")]
    [InlineData("1704067200")]
    [InlineData("1704067200000")]
    [InlineData("1704067200000000")]
    public void Times_are_read_in_every_form(string time) =>
        Assert.Equal(1704067200000, Read(Header + time + ",1,2,0.5,1.5,10\n").OpenTimes[0]);

    [Theory]
    [InlineData("2024-01-01T00:15:00", "has no zone")]
    [InlineData("2024-01-01T00:15:00+02:00", "has a zone other than UTC")]
    [InlineData("2024-01-01", "has no time of day and no zone")]
    [InlineData("2024-02-30T00:15:00Z", "names a day that does not exist")]
    [InlineData("2024-01-01T24:15:00Z", "is not a time")]
    [InlineData("soon", "is not a time")]
    [InlineData("0", "is not a time in seconds, milliseconds or microseconds")]
    [InlineData("1704067200000", "is written as milliseconds, but row 2 as ISO-8601; all rows must be alike")]
    public void A_time_that_is_none_is_refused_with_row_value_and_rule(string time, string error)
    {
        var message = Refused(Header + First + time + ",1,2,0.5,1.5,10\n");
        Assert.StartsWith($"{folder["x.csv"]}, row 3, column 'open_time': '{time}' {error}.", message, StringComparison.Ordinal);
        Assert.Contains("Write UTC times: ISO-8601 with 'Z'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_time_is_refused() =>
        Assert.Contains(
            "row 3, column 'open_time': the cell is empty", Refused(Header + First + ",1,2,0.5,1.5,10\n"), StringComparison.Ordinal);

    [Fact]
    public void Seconds_among_milliseconds_are_refused() =>
        Assert.Contains("'1704068100' is written as seconds, but row 2 as milliseconds", Refused(
            Header + "1704067200000,1,2,0.5,1.5,10\n1704068100,1,2,0.5,1.5,10\n"), StringComparison.Ordinal);

    [Fact]
    public void Text_in_a_number_column_is_refused_with_file_row_column_and_value()
    {
        // The empty line counts: the row is the one an editor shows.
        var message = Refused(Header + First + "\n2024-01-01T00:15:00Z,1,2,low,1.5,10\n");
        Assert.Equal($"{folder["x.csv"]}, row 4, column 'low': 'low' is not a number.", message);
    }

    [Fact]
    public void A_missing_column_is_refused_with_those_there_are()
    {
        Assert.Equal(
            $"{folder["x.csv"]}: column 'volume' is missing; there are: open_time, open, high, low, close.",
            Refused("open_time,open,high,low,close\n2024-01-01T00:00:00Z,1,2,0.5,1.5\n"));
        Assert.Contains("column 'open_time' (or timestamp, time, date, datetime) is missing; there are: when,",
            Refused("when,open,high,low,close,volume\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty.")]
    [InlineData("\n", "is empty.")]
    [InlineData(Header, "has a header and no rows.")]
    [InlineData("1704067200000,1,2,0.5,1.5,10\n", "has no header line: it starts with '1704067200000'.")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,0.5\n", ", row 2 has 4 cells, the header 6.")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,0.5,1.5,10,7\n", ", row 2 has 7 cells, the header 6.")]
    [InlineData("open_time,open,high,low,close,volume,close\n", ": column 'close' is there 2 times.")]
    public void A_file_without_form_is_refused(string text, string error) =>
        Assert.Contains(folder["x.csv"] + (error[0] is ',' or ':' ? "" : " ") + error, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Contains(
            folder["none.csv"], Assert.Throws<InputRefusedException>(() => CandleFile.Read(folder["none.csv"], Unit, default)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Cancelling_stops_a_long_file()
    {
        folder.Write("x.csv", Header + string.Concat(Enumerable.Repeat(First, 20_000)));
        Assert.Throws<OperationCanceledException>(() => CandleFile.Read(folder["x.csv"], Unit, new CancellationToken(canceled: true)));
    }

    private RawCandles Read(string text) => CandleFile.Read(folder.Write("x.csv", text), Unit, default);

    private string Refused(string text) => Assert.Throws<InputRefusedException>(() => Read(text)).Message;
}

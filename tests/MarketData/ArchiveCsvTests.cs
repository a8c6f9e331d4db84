using System.Text;
using Huracan.Contracts;
using Huracan.MarketData.Binance;
using Huracan.MarketData.Vendors;

namespace Huracan.Tests.MarketData;

public class ArchiveCsvTests
{
    // 2025-01-01 00:00 UTC
    private const long Start = 1_735_689_600_000;
    private const string Row = "93576.00,94509.42,92888.00,94401.14,10373.32,1735693199999,972034000.5,2,5100.25,477000000.1,0";
    private static readonly ArchiveFile File =
        new("data/futures/um/daily/klines/BTCUSDT/1h/BTCUSDT-1h-2025-01-01.zip", Start, Start + 86_400_000);

    [Theory]
    [InlineData("", 1)] // without a header, as older futures files and all of spot
    [InlineData("open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n", 1)]
    [InlineData("", 1_000)] // microseconds, as spot files since 2025
    public void Klines_are_read_as_documented(string header, long scale)
    {
        var text = $"{header}{Start * scale},{Row}\r\n{(Start + 3_600_000) * scale},{Row}\n";

        var rows = new ArchiveCsv(File).Candles(Encoding.UTF8.GetBytes(text), Timeframe.H1);

        Assert.Equal([Start, Start + 3_600_000], rows.Times);
        Assert.Equal(93576.00, rows.Get("open")[0]);
        Assert.Equal(94509.42, rows.Get("high")[0]);
        Assert.Equal(92888.00, rows.Get("low")[0]);
        Assert.Equal(94401.14, rows.Get("close")[0]);
        Assert.Equal(10373.32, rows.Get("volume")[0]);
        Assert.Equal(972034000.5, rows.Get("quote_volume")[0]);
        Assert.Equal(2, rows.Get("trades")[0]);
        Assert.Equal(5100.25, rows.Get("taker_buy_volume")[0]);
    }

    [Fact]
    public void Funding_rates_are_read_as_documented()
    {
        var rows = new ArchiveCsv(File).Funding(Encoding.UTF8.GetBytes(
            $"calc_time,funding_interval_hours,last_funding_rate\n{Start + 7},8,0.00010000\n{Start + 28_800_000},8,-0.00002\n"));

        Assert.Equal([Start, Start + 28_800_000], rows.Times);
        Assert.Equal([0.0001, -0.00002], rows.Get("funding_rate"));
    }

    [Theory]
    [InlineData("1735689600001," + Row, "row 1: 2025-01-01T00:00:00.001Z is no multiple of 1h")]
    [InlineData("1735776000000," + Row, "row 1: 2025-01-02T00:00:00Z is outside 2025-01-01T00:00:00Z to 2025-01-02T00:00:00Z")]
    [InlineData("1735689600000,93576.00,x,1,1,1,1,1,1,1,1,0", "row 1: cell 3, 'x', is no number")]
    [InlineData("1735689600000,NaN,1,1,1,1,1,1,1,1,1,0", "row 1: cell 2, 'NaN', is no number")]
    [InlineData("1735689600000,1,1", "row 1: cell 4, '', is no number")]
    public void A_row_that_cannot_be_right_is_refused_by_file_and_row(string row, string reason)
    {
        var refusal = Assert.Throws<VendorException>(() => new ArchiveCsv(File).Candles(Encoding.UTF8.GetBytes(row), Timeframe.H1));

        Assert.Equal($"{File.Key}, {reason}.", refusal.Message);
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class QuoteFileTests : IDisposable
{
    private const string Candles = "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,0.5,1,10\n";
    private const long Begin = 1_704_067_200_000;
    private readonly TemporaryFolder folder = new();

    public QuoteFileTests() => folder.Write("candles/BTCUSDT_1h.csv", Candles);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Quotes_beside_the_candles_are_spreads_in_the_order_of_time()
    {
        folder.WriteGzip(
            "quotes/BTCUSDT_quotes.csv.gz",
            "time,bid,bid_size,ask,ask_size\n2024-01-01T00:00:02Z,99.8,1,100.2,1\n2024-01-01T00:00:01.5Z,99.9,2,100.1,1\n");
        folder.Write("quotes/NOUSDT_quotes.csv", "");
        var source = new FolderCandleSource(folder["candles"]);

        var spreads = source.LoadSpreads("BTCUSDT", 0, long.MaxValue, default);

        Assert.Equal([Begin + 1_500, Begin + 2_000], spreads.Select(spread => spread.Time));
        Assert.Equal(20, spreads[0].Bps, 1e-9);
        Assert.Equal(40, spreads[1].Bps, 1e-9);
        Assert.Equal(Begin + 1_500, Assert.Single(source.LoadSpreads("BTCUSDT", Begin, Begin + 2_000, default)).Time);
        Assert.Empty(source.LoadSpreads("NOUSDT2", 0, long.MaxValue, default));
        var ignored = Assert.Single(source.Ignored);
        Assert.Equal("NOUSDT_quotes.csv", ignored.Name);
        Assert.Contains("of a coin with candles", ignored.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_folder_or_a_file_there_are_none()
    {
        Assert.Empty(new FolderCandleSource(folder["candles"]).LoadSpreads("BTCUSDT", 0, long.MaxValue, default));
        folder.Write("candles/quotes/x", "");
        Assert.Empty(new FolderCandleSource(folder["candles"]).LoadSpreads("BTCUSDT", 0, long.MaxValue, default));
    }

    [Theory]
    [InlineData("100,99", "bid 100 and ask 99; both must be finite and above 0, the ask not below the bid.")]
    [InlineData("0,99", "bid 0 and ask 99; both must be finite and above 0, the ask not below the bid.")]
    [InlineData("99,", "bid 99 and ask NaN; both must be finite and above 0, the ask not below the bid.")]
    [InlineData("low,99", "column 'bid': 'low' is not a number.")]
    public void Prices_that_are_none_are_refused_by_file_and_row(string prices, string words)
    {
        var path = folder.Write("quotes/BTCUSDT_quotes.csv", $"time,bid,ask\n2024-01-01T00:00:00Z,1,1\n2024-01-01T00:00:01Z,{prices}\n");
        var source = new FolderCandleSource(folder["candles"]);

        var message = Assert.Throws<InputRefusedException>(() => source.LoadSpreads("BTCUSDT", 0, long.MaxValue, default)).Message;

        Assert.StartsWith($"{path}, row 3", message, StringComparison.Ordinal);
        Assert.EndsWith(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_and_a_second_file_are_refused()
    {
        folder.Write("quotes/BTCUSDT_quotes.csv", "time,bid\n2024-01-01T00:00:00Z,1\n");
        Assert.Contains("column 'ask' is missing", Refusal(), StringComparison.Ordinal);
        folder.WriteGzip("quotes/BTCUSDT_quotes.csv.gz", "");
        Assert.Contains("two files of BTCUSDT's quotes: BTCUSDT_quotes.csv, BTCUSDT_quotes.csv.gz", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<InputRefusedException>(
            () => new FolderCandleSource(folder["candles"]).LoadSpreads("BTCUSDT", 0, long.MaxValue, default)).Message;
    }

    [SharedDataFact]
    public void Real_quotes_of_bitcoin_decide_the_spread_of_its_candles()
    {
        Directory.CreateDirectory(folder["quotes"]);
        File.Copy(
            Path.Combine(SharedData.Root, "data", "spread_samples", "BTCUSDT_spot_quotes.csv"), folder["quotes/BTCUSDT_quotes.csv"]);
        File.Copy(Path.Combine(SharedData.Spot, "BTCUSDT_1h.csv.gz"), folder["candles/BTCUSDT_1h.csv.gz"]);
        File.Delete(folder["candles/BTCUSDT_1h.csv"]);
        var source = new FolderCandleSource(folder["candles"]);
        var candles = new SeriesPicker(source, new()).Pick("BTCUSDT", Timeframe.H1, default).Series!;

        var spread = new SpreadChoice(new SpreadOptions { Source = SpreadSource.Estimated }, 1).Decide(
            [candles], 0.75, (start, end) => source.LoadSpreads("BTCUSDT", start, end, default));

        // A cent of 39,480 USDT, below the least half-spread that is taken.
        Assert.Equal((SpreadOrigin.Quotes, 451, 0.5, true), (spread.Origin, spread.Samples, spread.HalfSpreadBps, spread.IsBeforeTest));
        Assert.InRange(spread.MeasuredHalfSpreadBps!.Value, 0.00126, 0.00128);
        Assert.Equal(2021, spread.To!.Value.Year);
    }
}

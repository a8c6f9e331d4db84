using Huracan.Contracts;
using Huracan.Storage.Candles;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Data;

public sealed class DataTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task Simulated_candles_come_back_the_same_through_every_format()
    {
        foreach (var format in new[] { "csv", "csv.gz", "parquet" })
        {
            var outcome = await HuracanProcess.RunAsync(
                "data", "simulate", "--out", scratch.Path(format), "--coins", "1", "--bars", "300", "--timeframe", "1h", "--seed", "3", "--format", format);
            outcome.Expect(0);
        }
        (await HuracanProcess.RunAsync("data", "import", "--source", scratch.Path("csv"), "--out", scratch.Path("imported"), "--keep-last")).Expect(0);

        var unit = new UnitId("SIM001USDT", Timeframe.H1);
        var expected = CandleFile.Read(scratch.Path("csv/SIM001USDT_1h.csv"), unit, CancellationToken.None);
        Assert.Equal(300, expected.Count);
        foreach (var file in new[] { "csv.gz/SIM001USDT_1h.csv.gz", "parquet/SIM001USDT_1h.parquet", "imported/SIM001USDT_1h.parquet" })
        {
            var candles = CandleFile.Read(scratch.Path(file), unit, CancellationToken.None);
            Assert.Equal(expected.OpenTimes, candles.OpenTimes);
            Assert.Equal(expected.Close, candles.Close);
            Assert.Equal(expected.Volume, candles.Volume);
        }
        Assert.True(File.Exists(scratch.Path("imported/funding/SIM001USDT_funding.csv.gz")));
    }

    [Theory]
    [InlineData("--format", "xml", "parquet, csv or csv.gz")]
    [InlineData("--bars", "0", "Bars is 0")]
    [InlineData("--timeframe", "7m", "'7m' is not a timeframe")]
    [InlineData("--coins", "-1", "Coins is -1")]
    public async Task A_market_that_cannot_be_made_is_refused(string option, string value, string words)
    {
        (await HuracanProcess.RunAsync("data", "simulate", "--out", scratch.Path("out"), option, value)).ExpectRefusal(words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task Import_names_a_file_it_cannot_read_and_takes_in_the_others()
    {
        scratch.Write("candles/BADUSDT_1h.csv", "open_time,open\n1,2\n");
        scratch.Write("candles/GOODUSDT_1h.csv", "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T01:00:00Z,2,2,1,1,5\n");

        var outcome = await HuracanProcess.RunAsync("data", "import", "--source", scratch.Path("candles"), "--out", scratch.Path("out"), "--format", "csv");

        outcome.ExpectRefusal("BADUSDT_1h.csv", "column 'high' is missing");
        Assert.Equal([scratch.Path("out/GOODUSDT_1h.csv")], Directory.GetFiles(scratch.Path("out")));
    }

    public void Dispose() => scratch.Dispose();
}

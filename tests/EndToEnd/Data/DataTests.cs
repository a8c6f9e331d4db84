using Huracan.Contracts;
using Huracan.Engine.Market;
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
                "data", "simulate", "--out", scratch.Path(format), "--coins", "1", "--bars", "300", "--timeframe", "1h", "--seed", "3",
                "--format", format);
            outcome.Expect(0);
        }
        (await HuracanProcess.RunAsync("data", "import", "--source", scratch.Path("csv"), "--out", scratch.Path("imported"))).Expect(0);

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
        Assert.Equal(new MarketTag("simulator", "futures"), MarketTag.Read(scratch.Path("imported")));
    }

    [Fact]
    public async Task Whose_imported_candles_are_is_written_as_it_is_said_and_not_made_up()
    {
        scratch.Write(
            "candles/AAAUSDT_1h.csv",
            "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T01:00:00Z,2,2,1,1,5\n");
        string[] import = ["data", "import", "--source", scratch.Path("candles"), "--out", scratch.Path("out")];

        (await HuracanProcess.RunAsync(import)).Expect(0);
        Assert.Null(MarketTag.Read(scratch.Path("out")));
        (await HuracanProcess.RunAsync([.. import, "--vendor", "kraken"])).ExpectRefusal("--vendor and --market go together");
        (await HuracanProcess.RunAsync([.. import, "--vendor", "kraken", "--market", "a b"])).ExpectRefusal("--market is 'a b'");
        Assert.Null(MarketTag.Read(scratch.Path("out")));
        (await HuracanProcess.RunAsync([.. import, "--vendor", "kraken", "--market", "spot"])).Expect(0);
        Assert.Equal(new MarketTag("kraken", "spot"), MarketTag.Read(scratch.Path("out")));
    }

    [Theory]
    [InlineData("--format", "xml", "parquet, csv or csv.gz")]
    [InlineData("--bars", "0", "--bars is 0")]
    [InlineData("--timeframe", "7m", "'7m' is not a timeframe")]
    [InlineData("--coins", "-1", "--coins is -1")]
    [InlineData("--net-sharpe", "99", "--net-sharpe is '99'; it must be a number in [0, 50]")]
    public async Task A_market_that_cannot_be_made_is_refused(string option, string value, string words)
    {
        (await HuracanProcess.RunAsync("data", "simulate", "--out", scratch.Path("out"), option, value)).ExpectRefusal(words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task Import_names_a_file_it_cannot_read_and_takes_in_the_others()
    {
        scratch.Write("candles/BADUSDT_1h.csv", "open_time,open\n1,2\n");
        scratch.Write(
            "candles/GOODUSDT_1h.csv",
            "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T01:00:00Z,2,2,1,1,5\n");

        var outcome = await HuracanProcess.RunAsync(
            "data", "import", "--source", scratch.Path("candles"), "--out", scratch.Path("out"), "--format", "csv");

        outcome.ExpectRefusal("BADUSDT_1h.csv", "column 'high' is missing");
        Assert.Equal([scratch.Path("out/GOODUSDT_1h.csv")], Directory.GetFiles(scratch.Path("out")));
    }

    [Fact]
    public async Task Check_and_import_see_what_the_preflight_sees()
    {
        var market = new SimulatedMarket(
            new SimulatorOptions { Coins = 1, Bars = 2_100, Timeframe = Timeframe.H1, IncludeBitcoin = false });
        var good = scratch.Path("candles/GOODUSDT_1h.csv");
        CandleFile.Write(good, market.Load("SIM001USDT", Timeframe.H1, CancellationToken.None));
        var lines = File.ReadAllLines(good);
        var other = lines[101].Split(',');
        scratch.Write(
            "candles/TWICEUSDT_1h.csv", string.Join('\n', [.. lines[..102], string.Join(',', [.. other[..5], "99"]), .. lines[102..]]));
        scratch.Write("candles/BACKUSDT_1h.csv", string.Join('\n', lines[..1].Concat(lines[1..].Reverse())));
        scratch.Write(
            "candles/TEXTUSDT_1h.csv", string.Join('\n', lines).Replace(lines[10].Split(',')[1], "much", StringComparison.Ordinal));
        scratch.Write("funding/GOODUSDT_funding.csv", "funding_time,funding_rate\n2024-01-01T08:00:00Z,0.0001\n2024-01-01T16:00:00Z,0.3\n");
        string[] source = ["--source", scratch.Path("candles")];

        var check = await HuracanProcess.RunAsync(["data", "check", .. source, "--keep-last-candle"]);
        var import = await HuracanProcess.RunAsync(["data", "import", .. source, "--out", scratch.Path("out"), "--format", "csv"]);

        check.Expect(2);
        Assert.Contains(
            $"GOODUSDT_1h.csv: 2100 candles, {lines[1].Split(',')[0]} to {lines[^1].Split(',')[0]}", check.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            $"FIXED BACKUSDT/1h {scratch.Path("candles/BACKUSDT_1h.csv")}: 2100 candles, {lines[1].Split(',')[0]} to", check.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "fixed unsorted (2099): 2099 rows open before the row above them, the first is row 3 (", check.Output,
            StringComparison.Ordinal);
        Assert.Contains("blocking conflicting_rows (1)", check.Output, StringComparison.Ordinal);
        Assert.Contains("has row 102 [", check.Output, StringComparison.Ordinal);
        Assert.Contains("warning part_funding", check.Output, StringComparison.Ordinal);
        Assert.Contains("warning absurd_funding (1)", check.Output, StringComparison.Ordinal);
        Assert.Contains(
            "GOODUSDT funding: 2 rates, 2024-01-01T08:00:00Z to 2024-01-01T16:00:00Z, covering 1.1% of 1h", check.Output,
            StringComparison.Ordinal);
        import.ExpectRefusal(
            $"TWICEUSDT/1h of {scratch.Path("candles/TWICEUSDT_1h.csv")} is not imported. conflicting_rows:",
            "TEXTUSDT_1h.csv, row 11, column 'open': 'much' is not a number");
        Assert.Equal(
            ["BACKUSDT_1h.csv", "GOODUSDT_1h.csv", "GOODUSDT_funding.csv.gz"],
            Directory.GetFiles(scratch.Path("out"), "*", SearchOption.AllDirectories)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
        Assert.Equal(lines, File.ReadAllLines(scratch.Path("out/BACKUSDT_1h.csv")));
        Assert.Equal(lines, File.ReadAllLines(scratch.Path("out/GOODUSDT_1h.csv")));
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_or_written_is_refused_by_option_and_path()
    {
        var candles = scratch.Write(
            "candles/AAAUSDT_1h.csv",
            "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T01:00:00Z,2,2,1,1,5\n");
        var (source, output) = (scratch.Path("candles"), scratch.Path("out"));

        (await HuracanProcess.RunAsync("data", "check", "--source", candles))
            .ExpectRefusal("--source must name a folder", candles, "it is a file");
        (await HuracanProcess.RunAsync("data", "import", "--source", scratch.Root, "--out", output))
            .ExpectRefusal("--source must name a folder", "holds no candle files");
        (await HuracanProcess.RunAsync("data", "check", "--source", source, "--funding", source))
            .ExpectRefusal("--funding must name a folder", "<SYMBOL>_funding");
        (await HuracanProcess.RunAsync("data", "import", "--source", source, "--out", candles))
            .ExpectRefusal("--out is", candles, "is a file");
        (await HuracanProcess.RunAsync("data", "import", "--source", source, "--out", source + "/"))
            .ExpectRefusal("--out is the folder of --source");
        (await HuracanProcess.RunAsync("data", "simulate", "--out", "/proc/x")).ExpectRefusal("--out is /proc/x");
        Assert.False(Directory.Exists(output));
    }

    public void Dispose() => scratch.Dispose();
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Storage.Candles;
using Xunit.Abstractions;

namespace Huracan.Tests.Storage.Candles;

public class SharedCandlesTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Every_real_file_gives_its_rows_but_the_last()
    {
        var expected = Rows();
        var source = new FolderCandleSource(SharedData.Candles);
        Assert.Empty(source.Ignored);
        Assert.Equal(Directory.GetFiles(SharedData.Candles, "*.csv.gz").Length, source.Coins.Sum(x => source.TimeframesOf(x).Count));
        var clock = Stopwatch.StartNew();
        var rows = 0;
        foreach (var coin in source.Coins)
        {
            foreach (var timeframe in source.TimeframesOf(coin))
            {
                var candles = source.Load(coin, timeframe, default);
                Assert.Equal(expected[Path.GetFileName(candles.Origin)] - 1, candles.Count);
                Assert.All([candles.Open, candles.High, candles.Low, candles.Close], x =>
                    Assert.True(x.AsSpan().IndexOfAnyExceptInRange(double.Epsilon, double.MaxValue) < 0));
                rows += candles.Count;
            }
        }
        output.WriteLine($"{rows} candles in {clock.ElapsedMilliseconds} ms");
    }

    [SharedDataFact]
    public void A_real_file_reads_as_the_framework_parses_it()
    {
        var path = Path.Combine(SharedData.Candles, "ETHUSDT_15m.csv.gz");
        var candles = CandleFile.Read(path, new UnitId("ETHUSDT", Timeframe.M15), default);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Assert.StartsWith("open_time,open,high,low,close,volume", reader.ReadLine(), StringComparison.Ordinal);
        for (var row = 0; row < candles.Count; row++)
        {
            var cells = reader.ReadLine()!.Split(','); // counted above
            Assert.Equal(DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), candles.OpenTimes[row]);
            Assert.Equal([candles.Open[row], candles.High[row], candles.Low[row], candles.Close[row], candles.Volume[row]],
                cells[1..6].Select(x => double.Parse(x, CultureInfo.InvariantCulture)));
        }
        Assert.Null(reader.ReadLine());
    }

    [SharedDataFact]
    public void Every_real_funding_file_is_read()
    {
        var source = new FolderCandleSource(SharedData.Candles);
        var found = 0;
        foreach (var coin in source.Coins)
        {
            if (source.LoadFunding(coin, default) is not { } funding)
                continue;
            found++;
            Assert.True(funding.Count >= 200, coin);
        }
        Assert.Equal(Directory.GetFiles(Path.Combine(SharedData.Root, "data", "funding"), "*.csv.gz").Length, found);
    }

    // The data's own page counts the rows of every file: "| BTCUSDT_15m.csv.gz | 102784 | …" under the heading of its folder.
    private static Dictionary<string, int> Rows()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.Root, "data", "README.md"));
        var from = page.IndexOf("## candles/", StringComparison.Ordinal);
        var part = page[from..page.IndexOf("## candles_spot/", StringComparison.Ordinal)];
        return part.Split('\n').Select(x => x.Split('|', StringSplitOptions.TrimEntries))
            .Where(x => x.Length > 3 && x[1].EndsWith(".csv.gz", StringComparison.Ordinal))
            .ToDictionary(x => x[1], x => int.Parse(x[2], CultureInfo.InvariantCulture));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Engine.Reports;
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

    [SharedDataFact]
    public void Perpetual_and_spot_prices_differ_by_their_basis_alone()
    {
        var perpetual = new FolderCandleSource(SharedData.Candles);
        var spot = new FolderCandleSource(SharedData.Spot);
        Assert.Equal(("candles", "candles_spot"), (perpetual.Vendor, spot.Vendor));
        var compared = new ComparedSource(spot, SeriesComparison.DefaultTolerance);
        var found = new Dictionary<string, SeriesComparison>();
        foreach (var coin in perpetual.Coins.Intersect(spot.Coins))
        {
            Timeframe[] both = [.. perpetual.TimeframesOf(coin).Intersect(spot.TimeframesOf(coin))];
            foreach (var unit in compared.Beside(CoinData.Look(perpetual, new PreflightOptions(), coin, both, default).Series, default))
            {
                found[$"{unit.Unit}"] = unit.Comparison!;
                output.WriteLine($"{unit.Unit}: {ComparisonText.Of(unit.Comparison!)}");
            }
        }
        Assert.Equal(12, found.Count);
        Assert.All(found.Values, one => Assert.InRange(one.Common, 25_000, 50_000));
        // The hour in which a crash tore the two apart.
        var bitcoin = found["BTCUSDT/15m"];
        Assert.Equal((1, 0, 0), (bitcoin.Different, bitcoin.OnlyFirst, bitcoin.OnlySecond));
        Assert.Equal(new DateTimeOffset(2025, 10, 10, 21, 15, 0, TimeSpan.Zero), bitcoin.LargestAt);
        Assert.All(found.Where(pair => pair.Key != "SOLUSDT/1h"), pair => Assert.InRange(pair.Value.Share, 0, 0.0005));
        Assert.InRange(found["SOLUSDT/1h"].Largest, 0.3, 0.32); // November 2022
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

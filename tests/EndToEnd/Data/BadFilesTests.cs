using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Tables;
using Huracan.Storage.Candles;
using Huracan.Storage.Tables;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Data;

/// <summary>A folder in which almost every coin's file is broken in its own way.</summary>
public sealed class BadFilesTests : IDisposable
{
    private static readonly string[] Good = Lines();

    private readonly Scratch scratch = new();

    [Fact]
    public async Task Preflight_names_what_is_wrong_with_each_file()
    {
        WriteFiles();

        var outcome = await HuracanProcess.RunAsync(
            "preflight", "--source", scratch.Path("candles"), "--timeframes", "1h", "--model", "xgboost");

        outcome.Expect(2);
        var verdicts = outcome.Output.Split('\n').Where(line => line.Contains("/1h", StringComparison.Ordinal) && !line.StartsWith(' '))
            .ToDictionary(line => line.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries)[1], line => line.Split(' ')[0]);
        Assert.Equal("OK_TO_TRAIN", verdicts["GOODUSDT"]);
        Assert.Equal("OK_TO_TRAIN", verdicts["MILLISUSDT"]);
        Assert.Equal("OK_TO_TRAIN", verdicts["SECONDSUSDT"]);
        Assert.Equal("FIXED_AND_OK", verdicts["SHUFFLEDUSDT"]);
        foreach (var (coin, words) in Faults)
        {
            Assert.Equal("BLOCKED", verdicts[coin]);
            Assert.Contains(words, Findings(outcome.Output, coin), StringComparison.Ordinal);
        }
        Assert.Contains($"4 of {4 + Faults.Count} units may be trained", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_of_valid_and_of_repaired_files_succeeds()
    {
        WriteFiles();

        var outcome = await HuracanProcess.RunAsync(
            "preflight", "--source", scratch.Path("candles"), "--timeframes", "1h", "--model", "xgboost", "--coins",
            "GOODUSDT,SHUFFLEDUSDT");

        outcome.Expect(0);
        Assert.Contains("fixed unsorted", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 2 units may be trained", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(
            "warning stale .*: the newest candle closed [0-9]+ days ago, .* Training on history is fine",
            Findings(outcome.Output, "GOODUSDT"));
        Assert.Contains("2 of 2 units end in a stale candle", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_and_run_refuse_a_horizon_too_long_for_the_candles_in_the_same_words()
    {
        WriteFiles();
        string[] options = [
            "--source", scratch.Path("candles"), "--timeframes", "1h", "--model", "xgboost", "--coins", "GOODUSDT", "--horizons", "5,900",
        ];
        const string reason = "GOODUSDT/1h has 0 labelled samples in its validation part, fewer than 100";

        var preflight = await HuracanProcess.RunAsync(["preflight", .. options]);
        var run = await HuracanProcess.RunAsync(["run", .. options, "--out", scratch.Path("out")]);

        preflight.Expect(2);
        Assert.Contains($"blocking too_few_samples (1): {reason}", preflight.Output, StringComparison.Ordinal);
        run.Expect(2);
        Assert.StartsWith(reason, (string?)RunResult.Only(scratch.Path("out")).Unit("GOODUSDT")["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_continues_with_the_coins_that_can_be_read()
    {
        WriteFiles();
        WriteSpot();
        var config = scratch.Write(
            "trees.yaml", "timeframes: [1h]\nmodels: [xgboost]\nhorizons: [4]\nmodel_settings: {xgboost: {rounds: 4}}\n");

        var outcome = await HuracanProcess.RunAsync(
            "run", "--config", config, "--source", scratch.Path("candles"), "--out", scratch.Path("out"), "--coins",
            "GOODUSDT,TEXTUSDT,NEGATIVEUSDT,FUNDINGUSDT", "--compare-source", scratch.Path("spot"), "--compare-tolerance", "0.01");

        outcome.Expect(3);
        var run = RunResult.Only(scratch.Path("out"));
        Assert.Equal((1, 3, 0), ((int?)run.Summary["done"], (int?)run.Summary["skipped"], (int?)run.Summary["failed"]));
        Assert.Equal("DONE", (string?)run.Unit("GOODUSDT")["status"]);
        Assert.Contains(
            "TEXTUSDT_1h.csv, row 11, column 'close': 'n/a or so' is not a number", (string?)run.Unit("TEXTUSDT")["reason"],
            StringComparison.Ordinal);
        Assert.Contains("the first is row 11 (", (string?)run.Unit("NEGATIVEUSDT")["reason"], StringComparison.Ordinal);
        Assert.Contains("price_not_positive", (string?)run.Unit("NEGATIVEUSDT")["reason"], StringComparison.Ordinal);
        Assert.Contains("data/NEGATIVEUSDT/integrity.json", (string?)run.Unit("NEGATIVEUSDT")["remedy"], StringComparison.Ordinal);
        Assert.Equal("NO_TRADE", (string?)run.Json("thresholds/1h.json")["coins"]!["TEXTUSDT"]!["status"]);
        Assert.All(run.Json("checklist.json").AsArray(), item => Assert.True((bool?)item!["complete"], item.ToJsonString()));
        var compared = run.Unit("GOODUSDT");
        Assert.Equal("binance futures", (string?)compared["vendor"]);
        var comparison = compared["comparison"]!;
        Assert.Equal(
            ("spot", 0.01, Good.Length - 3, 1, 1, 0),
            ((string?)comparison["vendor"], (double?)comparison["tolerance"], (int?)comparison["common"], (int?)comparison["different"],
            (int?)comparison["only_first"], (int?)comparison["only_second"]));
        Assert.Equal(
            comparison.ToJsonString(),
            run.Json("data/GOODUSDT/integrity.json")["series"]![0]!["comparison"]!.ToJsonString());
        Assert.Contains("not_compared", run.Json("data/FUNDINGUSDT/integrity.json").ToJsonString(), StringComparison.Ordinal);
        foreach (var page in new[] { "report.html", "GOODUSDT/1h/report.html" })
            Assert.Contains("spot, above 1%: 1 of ", await File.ReadAllTextAsync(run.PathOf(page)), StringComparison.Ordinal);
        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", scratch.Path("out"))).Expect(3);
        (await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", scratch.Path("out"), "--allow-skipped")).Expect(0);
    }

    [Fact]
    public async Task A_run_whose_every_unit_is_refused_ends_as_refused()
    {
        WriteFiles();

        var outcome = await HuracanProcess.RunAsync(
            "run", "--source", scratch.Path("candles"), "--out", scratch.Path("out"), "--coins", "TEXTUSDT,TENUSDT", "--timeframes", "1h",
            "--model", "xgboost");

        outcome.Expect(2);
        Assert.Equal(
            (0, 2, 0),
            ((int?)RunResult.Only(scratch.Path("out")).Summary["done"], (int?)RunResult.Only(scratch.Path("out")).Summary["skipped"],
            (int?)RunResult.Only(scratch.Path("out")).Summary["failed"]));
    }

    [Fact]
    public async Task Data_check_lists_good_and_bad_files()
    {
        WriteFiles();
        WriteSpot();
        scratch.Write("candles/notes_and_more.csv", "a,b\n");

        var outcome = await HuracanProcess.RunAsync(
            "data", "check", "--source", scratch.Path("candles"), "--against", scratch.Path("spot"));

        outcome.Expect(2);
        Assert.Matches($"GOODUSDT/1h .*: {Good.Length - 2} candles", outcome.Output);
        Assert.Contains("TEXTUSDT_1h.csv, row 11, column 'close': 'n/a or so' is not a number", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ignored notes_and_more.csv", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("GOODUSDT/1h: 1 of 2,198 closes (0.05 %) differ", outcome.Output, StringComparison.Ordinal);
    }

    public void Dispose() => scratch.Dispose();

    private static readonly Dictionary<string, string> Faults = new()
    {
        ["EMPTYUSDT"] = "is empty",
        ["COLUMNUSDT"] = "column 'volume' is missing",
        ["TEXTUSDT"] = "'n/a or so' is not a number",
        ["NANUSDT"] = "nan_rows",
        ["INFINITEUSDT"] = "infinite_value",
        ["NEGATIVEUSDT"] = "price_not_positive",
        ["HIGHUSDT"] = "high_low_broken",
        ["TWICEUSDT"] = "conflicting_rows",
        ["LOCALUSDT"] = "has no zone",
        ["MIXEDUSDT"] = "mixed_timeframes",
        ["TENUSDT"] = "too_short",
        ["GZIPUSDT"] = "truncated gzip",
        ["PARQUETUSDT"] = "'open' is missing",
        ["FUNDINGUSDT"] = "the funding rate is NaN",
    };

    private static string Findings(string output, string coin)
    {
        var lines = output.Split('\n');
        var start = Array.FindIndex(lines, line => !line.StartsWith(' ') && line.Contains($" {coin}/1h", StringComparison.Ordinal));
        return string.Join('\n', lines.Skip(start + 1).TakeWhile(line => line.StartsWith(' ')));
    }

    private static string[] Lines()
    {
        var market = new SimulatedMarket(
            new SimulatorOptions { Coins = 1, Bars = 2_200, Timeframe = Timeframe.H1, IncludeBitcoin = false });
        var raw = market.Load("SIM001USDT", Timeframe.H1, CancellationToken.None);
        return ["open_time,open,high,low,close,volume", .. Enumerable.Range(0, raw.Count).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{UtcTime.Format(raw.OpenTimes[i])},{raw.Open[i]:R},{raw.High[i]:R},{raw.Low[i]:R},{raw.Close[i]:R},{raw.Volume[i]:R}"))];
    }

    private static string Cell(string line, int column, string value)
    {
        var cells = line.Split(',');
        cells[column] = value;
        return string.Join(',', cells);
    }

    private static string[] Times(Func<long, string> write) => [Good[0], .. Good.Skip(1).Select(line =>
        Cell(line, 0, write(DateTimeOffset.Parse(line.Split(',')[0], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds())))];

    private static string[] With(int line, Func<string, string> change) => [.. Good.Select((text, i) => i == line ? change(text) : text)];

    // One close is 2 % higher, and one row is missing.
    private void WriteSpot()
    {
        var higher = double.Parse(Good[10].Split(',')[4], CultureInfo.InvariantCulture) * 1.02;
        var lines = With(10, line => Cell(line, 4, higher.ToString("R", CultureInfo.InvariantCulture))).Where((_, row) => row != 20);
        scratch.Write("spot/GOODUSDT_1h.csv", string.Concat(lines.Select(line => line + "\n")));
        scratch.Write("candles/market.json", "{\"vendor\": \"binance\", \"market\": \"futures\"}");
    }

    private void WriteFiles()
    {
        void Csv(string coin, IEnumerable<string> lines) =>
            scratch.Write($"candles/{coin}_1h.csv", string.Concat(lines.Select(line => line + "\n")));

        Csv("GOODUSDT", Good);
        Csv("MILLISUSDT", Times(t => $"{t}"));
        Csv("SECONDSUSDT", Times(t => $"{t / 1000}"));
        Csv("SHUFFLEDUSDT", Good.Take(1).Concat(Good.Skip(1).Take(1000).Reverse()).Concat(Good.Skip(1001)));
        Csv("EMPTYUSDT", []);
        Csv("COLUMNUSDT", Good.Select(line => line[..line.LastIndexOf(',')]));
        Csv("TEXTUSDT", With(10, line => Cell(line, 4, "n/a or so")));
        Csv("NANUSDT", Good.Select((line, i) => i > 0 && i % 20 == 0 ? Cell(line, 1, "NaN") : line));
        Csv("INFINITEUSDT", With(10, line => Cell(line, 5, "inf")));
        Csv("NEGATIVEUSDT", With(10, line => Cell(line, 3, "-1")));
        Csv("HIGHUSDT", With(10, line => Cell(line, 2, line.Split(',')[3])));
        Csv("TWICEUSDT", Good.Take(11).Append(Cell(Good[10], 5, "123456")).Concat(Good.Skip(11)));
        Csv("LOCALUSDT", Good.Select(line => line.Replace("Z,", ",", StringComparison.Ordinal)));
        Csv("MIXEDUSDT", Good.Where((_, i) => i is < 1500 or > 1900 || i % 4 == 0));
        Csv("TENUSDT", Good.Take(11));
        Csv("FUNDINGUSDT", Good);
        scratch.Write("funding/FUNDINGUSDT_funding.csv", "funding_time,funding_rate\n2024-01-01T00:00:00Z,0.0001\n2024-01-01T08:00:00Z,\n");
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Good)));
        File.WriteAllBytes(scratch.Path("candles/GZIPUSDT_1h.csv.gz"), packed.ToArray()[..(int)(packed.Length / 2)]);
        ParquetTable.Write(
            scratch.Path("candles/PARQUETUSDT_1h.parquet"),
            new Table(new TableColumn("open_time", new[] { 1704067200000L }), new TableColumn("o", new[] { 1.0 })));
    }
}

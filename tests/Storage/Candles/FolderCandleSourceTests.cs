using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class FolderCandleSourceTests : IDisposable
{
    private const string Header = "open_time,open,high,low,close,volume\n";
    private const string Three = Header
        + "2024-01-01T00:00:00Z,1,2,0.5,1,10\n2024-01-01T00:15:00Z,2,3,1,2,11\n2024-01-01T00:30:00Z,3,4,2,3,12\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_lists_coins_and_timeframes_in_order()
    {
        foreach (var name in new[] { "ETHUSDT_1h.csv", "BTCUSDT_4h.csv", "BTCUSDT_15m.csv", "1000PEPEUSDT_1d.csv" })
            folder.Write(name, Three);
        folder.WriteGzip("BTCUSDT_1h.csv.gz", Three);
        var source = new FolderCandleSource(folder.Root);
        Assert.Equal(["1000PEPEUSDT", "BTCUSDT", "ETHUSDT"], source.Coins);
        Assert.Equal([Timeframe.M15, Timeframe.H1, Timeframe.H4], source.TimeframesOf("BTCUSDT"));
        Assert.Empty(source.TimeframesOf("DOGEUSDT"));
        Assert.Contains(folder.Root, source.Description, StringComparison.Ordinal);
        Assert.Empty(source.Ignored);
    }

    [Fact]
    public void Its_vendor_is_what_its_file_says_else_its_name()
    {
        folder.Write("spot_of_mine/BTCUSDT_15m.csv", Three);
        var path = Path.Combine(folder.Root, "spot_of_mine");
        Assert.Equal("spot_of_mine", new FolderCandleSource($"{path}/").Vendor);

        folder.Write("spot_of_mine/market.json", """{"vendor": "binance", "market": "spot"}""");
        Assert.Equal("binance spot", new FolderCandleSource(path).Vendor);

        folder.Write("spot_of_mine/market.json", """{"vendor": "binance", "market": ""}""");
        Assert.Contains(
            $"{path}/market.json: 'market' is ''; it must have 1 to 32 letters",
            Assert.Throws<InputRefusedException>(() => new FolderCandleSource(path)).Message, StringComparison.Ordinal);

        folder.Write("spot_of_mine/market.json", """{"vendor": "binance"}""");
        Assert.Contains(
            "keys are missing", Assert.Throws<InputRefusedException>(() => new FolderCandleSource(path)).Message, StringComparison.Ordinal);

        MarketTag.OfOptions("kraken", "spot").Write(path);
        Assert.Equal("kraken spot", new FolderCandleSource(path).Vendor);
        Assert.Equal(new MarketTag("kraken", "spot"), MarketTag.Read(path));
        Assert.StartsWith(
            "--market is 'a b'; it must have 1 to 32 letters",
            Assert.Throws<InputRefusedException>(() => MarketTag.OfOptions("kraken", "a b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_compared_with_another_folder_that_can_be_read()
    {
        folder.Write("one/BTCUSDT_15m.csv", Three);
        folder.Write("two/BTCUSDT_15m.csv", Three);
        var options = new RunOptions { Source = Path.Combine(folder.Root, "one") };
        Assert.Null(CandleSources.OpenCompared(options));

        options.CompareSource = Path.Combine(folder.Root, "two");
        Assert.NotNull(CandleSources.OpenCompared(options));

        options.CompareSource = Path.Combine(folder.Root, "two/../one/");
        Assert.Contains("the source itself", Refusal(), StringComparison.Ordinal);
        options.CompareSource = Path.Combine(folder.Root, "three");
        Assert.StartsWith("compare_source: There is no folder", Refusal(), StringComparison.Ordinal);
        Assert.Contains("; --compare-source must name a folder", Refusal(), StringComparison.Ordinal);
        Assert.DoesNotContain("--source", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<InputRefusedException>(() => CandleSources.OpenCompared(options)).Message;
    }

    [Fact]
    public void The_last_candle_is_dropped_unless_kept()
    {
        folder.Write("BTCUSDT_15m.csv", Three);
        Assert.Equal([1, 2], new FolderCandleSource(folder.Root).Load("BTCUSDT", Timeframe.M15, default).Close);
        Assert.Equal(
            [1, 2, 3], new FolderCandleSource(folder.Root, new() { KeepLastCandle = true }).Load("BTCUSDT", Timeframe.M15, default).Close);
    }

    [Fact]
    public void In_a_file_from_new_to_old_the_first_row_is_the_last_candle()
    {
        var lines = Three.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        folder.Write("BTCUSDT_15m.csv", string.Join('\n', lines[0], lines[3], lines[2], lines[1]));
        Assert.Equal([2, 1], new FolderCandleSource(folder.Root).Load("BTCUSDT", Timeframe.M15, default).Close);
    }

    [Fact]
    public void In_a_shuffled_file_the_newest_candle_is_the_last_one()
    {
        var lines = Three.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        folder.Write("BTCUSDT_15m.csv", string.Join('\n', lines[0], lines[2], lines[3], lines[1]));
        Assert.Equal([2, 1], new FolderCandleSource(folder.Root).Load("BTCUSDT", Timeframe.M15, default).Close);
    }

    [Fact]
    public void A_last_candle_that_was_exported_twice_is_dropped_twice()
    {
        folder.Write("BTCUSDT_15m.csv", Three + "2024-01-01T00:30:00Z,3,4,2,3.5,13\n");
        Assert.Equal([1, 2], new FolderCandleSource(folder.Root).Load("BTCUSDT", Timeframe.M15, default).Close);
    }

    [Fact]
    public void Rows_keep_the_line_they_stand_on()
    {
        var lines = Three.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        folder.Write("BTCUSDT_15m.csv", string.Join('\n', lines[0], lines[3], "", lines[2], lines[1]));
        var candles = new FolderCandleSource(folder.Root).Load("BTCUSDT", Timeframe.M15, default);
        Assert.Equal([4, 5], Enumerable.Range(0, candles.Count).Select(candles.RowOf));
    }

    [Fact]
    public void A_file_with_one_candle_is_refused()
    {
        folder.Write("BTCUSDT_15m.csv", Header + "2024-01-01T00:00:00Z,1,2,0.5,1,10\n");
        var source = new FolderCandleSource(folder.Root);
        Assert.Contains(
            "has one candle", Assert.Throws<InputRefusedException>(() => source.Load("BTCUSDT", Timeframe.M15, default)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        Assert.StartsWith($"There is no folder {folder["none"]}; --source must name a folder", Refused("none"), StringComparison.Ordinal);
        folder.Write("file", "");
        Assert.Contains("(it is a file)", Refused("file"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_candles_is_refused_with_what_was_ignored()
    {
        folder.Write("a/README.md", "");
        Assert.StartsWith(
            $"{folder["a"]} holds no candle files: names must be <SYMBOL>_<timeframe>", Refused("a"), StringComparison.Ordinal);
        folder.Write("b/BTCUSDT_7m.csv", Three);
        Assert.EndsWith(
            "Ignored: BTCUSDT_7m.csv ('7m' is not a timeframe such as 15m, 1h, 4h, 1d).", Refused("b"), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_with_other_names_are_ignored_and_listed()
    {
        foreach (var name in new[]
        {
            "BTCUSDT_15m.csv", "BTCUSDT_7m.csv", "btcusdt_1h.csv", "notes.csv", "BTCUSDT_funding.csv", "README.md",
        })
            folder.Write(name, Three);
        var source = new FolderCandleSource(folder.Root);
        Assert.Equal(["BTCUSDT_7m.csv", "BTCUSDT_funding.csv", "btcusdt_1h.csv", "notes.csv"], source.Ignored.Select(x => x.Name));
        Assert.Contains("'btcusdt' is not a symbol", source.Ignored[2].Reason, StringComparison.Ordinal);
        Assert.Equal([Timeframe.M15], source.TimeframesOf("BTCUSDT"));
    }

    [Fact]
    public void Two_files_of_one_unit_are_refused_by_name_and_stop_no_other_unit()
    {
        folder.Write("BTCUSDT_1h.csv", Three);
        folder.Write("BTCUSDT_60m.parquet", "");
        folder.Write("ETHUSDT_1h.csv", Three);
        var source = new FolderCandleSource(folder.Root);
        var error = Assert.Throws<InputRefusedException>(() => source.Load("BTCUSDT", Timeframe.H1, default));
        Assert.Equal($"{folder.Root} has 2 files of BTCUSDT/1h: BTCUSDT_1h.csv, BTCUSDT_60m.parquet. Keep one.", error.Message);
        Assert.Equal(2, source.Load("ETHUSDT", Timeframe.H1, default).Count);
    }

    [Fact]
    public void A_unit_that_is_not_there_is_refused_with_what_is()
    {
        folder.Write("BTCUSDT_1h.csv", Three);
        var source = new FolderCandleSource(folder.Root);
        Assert.EndsWith(
            "BTCUSDT is there at 1h.", Assert.Throws<InputRefusedException>(() => source.Load("BTCUSDT", Timeframe.H4, default)).Message,
            StringComparison.Ordinal);
        Assert.EndsWith("ETHUSDT is not there at all.", Assert.Throws<InputRefusedException>(() =>
            source.Load("ETHUSDT", Timeframe.H1, default)).Message, StringComparison.Ordinal);
    }

    private string Refused(string name) => Assert.Throws<InputRefusedException>(() => new FolderCandleSource(folder[name])).Message;
}

using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.Storage.MarketStore;

public sealed class CandleStoreTests : IDisposable
{
    private const long Hour = 3_600_000;
    private static readonly SeriesName Series = new("BTCUSDT", Timeframe.H1);
    private static readonly SeriesName Funding = new("BTCUSDT", null);
    private static readonly Month January = new(2024, 1), February = new(2024, 2);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_written_is_read_as_a_source_of_runs()
    {
        var store = Filled();

        var source = Assert.IsType<StoreCandleSource>(CandleSources.Open(store.Folder, new FolderCandleOptions()));

        Assert.Equal(["BTCUSDT"], source.Coins);
        Assert.Equal([Timeframe.H1], source.TimeframesOf("BTCUSDT"));
        Assert.Empty(source.TimeframesOf("ETHUSDT"));
        var candles = source.Load("BTCUSDT", Timeframe.H1, CancellationToken.None);
        Assert.Equal([January.Start, January.Start + Hour, February.Start], candles.OpenTimes);
        Assert.Equal([1.5, 2.5, 3.5], candles.Close);
        var funding = source.LoadFunding("BTCUSDT", CancellationToken.None)!;
        Assert.Equal([January.Start], funding.Times.ToArray());
        Assert.Equal([0.0001], funding.Rates.ToArray());
        Assert.Null(source.LoadFunding("ETHUSDT", CancellationToken.None));
        Assert.Contains("BTCUSDT/15m", Assert.Throws<InputRefusedException>(() =>
            source.Load("BTCUSDT", Timeframe.M15, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_quotes_are_spreads_of_one_coin_and_those_that_cross_are_left_out()
    {
        var store = Filled();
        QuoteFiles.Write(
            store,
            [
                new(January.Start, "BTCUSDT", 99.9, 100.1), new(January.Start, "ETHUSDT", 9, 11),
                new(January.Start + 1, "BTCUSDT", 100.1, 99.9), new(January.Start + 2, "BTCUSDT", 0, 100),
                new(January.Start + 3, "BTCUSDT", 99.8, 100.2), new(February.Start, "BTCUSDT", 99, 101),
            ]);

        var spreads = new StoreCandleSource(store.Folder).LoadSpreads("BTCUSDT", January.Start, February.Start, CancellationToken.None);

        Assert.Equal([January.Start, January.Start + 3], spreads.Select(spread => spread.Time));
        Assert.Equal(20, spreads[0].Bps, 1e-9);
        Assert.Equal(40, spreads[1].Bps, 1e-9);
    }

    [Fact]
    public void A_file_that_the_index_does_not_name_is_not_read()
    {
        var store = Filled();
        File.Copy(
            Path.Combine(store.Folder, "BTCUSDT/1h/2024-02.parquet"), Path.Combine(store.Folder, "BTCUSDT/1h/2024-03.parquet"));

        Assert.Equal(3, store.ReadAll(Series)!.Count);
    }

    [Fact]
    public void A_damaged_file_and_one_of_other_rows_are_refused_by_name()
    {
        var store = Filled();
        var path = Path.Combine(store.Folder, "BTCUSDT/1h/2024-02.parquet");
        File.Copy(Path.Combine(store.Folder, "BTCUSDT/1h/2024-01.parquet"), path, overwrite: true);
        var other = Assert.Throws<InputRefusedException>(() => store.ReadAll(Series));
        File.WriteAllText(path, "no parquet");
        var damaged = Assert.Throws<InputRefusedException>(() => store.ReadAll(Series));

        Assert.Contains("2024-02.parquet has rows of another month", other.Message, StringComparison.Ordinal);
        Assert.Contains("2024-02.parquet", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_ahead_of_its_index_is_read_and_one_behind_it_is_refused()
    {
        var store = Filled();
        var index = File.ReadAllText(Path.Combine(store.Folder, "BTCUSDT/1h/index.json"));
        var (path, behind) = (Path.Combine(store.Folder, "BTCUSDT/1h/2024-02.parquet"), Path.Combine(folder["behind"]));
        File.Copy(path, behind);
        var more = Candles([February.Start, February.Start + Hour], [3.5, 4.5]);
        store.Write(Series, store.Index(Series), Part(February, isFinal: false), more);
        File.WriteAllText(Path.Combine(store.Folder, "BTCUSDT/1h/index.json"), index); // the writer was killed before it wrote that

        Assert.Equal([1.5, 2.5, 3.5, 4.5], store.ReadAll(Series)!.Get("close"));

        store.Write(Series, store.Index(Series), Part(February, isFinal: false), more);
        File.Copy(behind, path, overwrite: true);
        Assert.Contains(
            "2024-02.parquet has 1 rows, and index.json says 2 or more",
            Assert.Throws<InputRefusedException>(() => store.ReadAll(Series)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_store_of_another_market_or_version_is_refused()
    {
        var store = Filled();

        var market = Assert.Throws<InputRefusedException>(() => CandleStore.OpenOrCreate(store.Folder, "binance", "spot"));
        File.WriteAllText(Path.Combine(store.Folder, "store.json"), """{"version": 2, "vendor": "binance", "market": "futures"}""");
        var version = Assert.Throws<InputRefusedException>(() => CandleStore.Open(store.Folder));

        Assert.Contains("holds futures of binance, not spot of binance", market.Message, StringComparison.Ordinal);
        Assert.Contains("'version' is 2; this program reads 1", version.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_store_and_a_folder_of_funding_for_a_store_are_refused()
    {
        var empty = CandleStore.OpenOrCreate(folder["empty"], "binance", "futures");

        Assert.Contains("without any candles", Assert.Throws<InputRefusedException>(() => new StoreCandleSource(empty.Folder)).Message);
        Assert.Contains("leave out --funding", Assert.Throws<InputRefusedException>(() =>
            CandleSources.Open(empty.Folder, new FolderCandleOptions { FundingFolder = "x" })).Message);
    }

    [Fact]
    public void Coverage_counts_gaps_over_the_ends_of_months()
    {
        var coverage = SeriesCoverage.Of(Filled(), Series)!;

        Assert.Equal((3, January.Start, February.Start), (coverage.Rows, coverage.First, coverage.Last));
        Assert.Equal((742L, 1, 742L), (coverage.Missing, coverage.Gaps, coverage.LongestGap)); // all of January but two hours
        Assert.Equal((1, 4), (coverage.NotFinal, coverage.Revised));
        Assert.Null(SeriesCoverage.Of(Filled(), new SeriesName("ETHUSDT", Timeframe.H1)));
    }

    [Fact]
    public void Newer_rows_count_and_those_that_differ_are_counted()
    {
        var rows = Candles([0, Hour], [1, 2]).With(Candles([Hour, 2 * Hour], [2.5, 3]), out var revised);

        Assert.Equal(1, revised);
        Assert.Equal([0, Hour, 2 * Hour], rows.Times);
        Assert.Equal([1, 2.5, 3], rows.Get("close"));
    }

    [Fact]
    public void Rows_are_ordered_and_a_time_with_two_different_rows_is_refused()
    {
        Assert.Equal([0, Hour], Candles([Hour, 0, Hour], [2, 1, 2]).Times);
        Assert.Contains("1970-01-01 01:00:00Z", Assert.Throws<RowsRefusedException>(() => Candles([Hour, 0, Hour], [2, 1, 3])).Message);
    }

    [Fact]
    public void A_register_keeps_coins_that_are_gone()
    {
        var store = Filled();
        var listed = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var delisted = listed.AddYears(2);
        new SymbolRegister([]).With([new("B", "B", "USDT", 0.1, 1, listed, null), new("A", "A", "USDT", 0.1, 1, null, null)]).Write(store);

        SymbolRegister.Read(store).With([new("B", "B", "USDT", 0.1, 1, listed, delisted)]).Write(store);

        var register = SymbolRegister.Read(store);
        Assert.Equal(["A", "B"], register.Symbols.Select(symbol => symbol.Coin));
        Assert.True(register.Of("B")!.IsTradedAt(listed));
        Assert.False(register.Of("B")!.IsTradedAt(delisted));
        Assert.False(register.Of("B")!.IsTradedAt(listed.AddDays(-1)));
        Assert.Null(register.Of("C"));
    }

    [Theory]
    [InlineData("2024-12", "2025-01")]
    [InlineData("2024-02", "2024-03")]
    public void A_month_knows_the_next(string month, string next)
    {
        Assert.True(Month.TryParse(month, out var parsed));
        Assert.Equal(next, $"{parsed.Next}");
        Assert.Equal(parsed.End, parsed.Next.Start);
        Assert.Equal(parsed, Month.Of(parsed.Start));
        Assert.Equal(parsed, Month.Of(parsed.End - 1));
        Assert.True(parsed < parsed.Next && parsed.Next > parsed && parsed <= parsed.Next && parsed.Next >= parsed);
    }

    [Theory]
    [InlineData("2024-13")]
    [InlineData("2024-1")]
    [InlineData("2024")]
    public void What_is_no_month_is_none(string text) => Assert.False(Month.TryParse(text, out _));

    public void Dispose() => folder.Dispose();

    private static MarketRows Candles(long[] times, double[] close)
    {
        double[] Of(double value) => [.. times.Select(_ => value)];
        return MarketRows.Candles(times, Of(1), Of(4), Of(1), close, Of(7), Of(8), Of(9), Of(double.NaN));
    }

    private static SeriesPart Part(Month month, bool isFinal, int revised = 0) => new(
        $"{month}", month.End, 0, 0, 0, PartOrigin.MonthlyArchive, isFinal, revised, "",
        new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private CandleStore Filled()
    {
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "futures");
        var index = store.Write(
            Series, store.Index(Series), Part(January, true, 4), Candles([January.Start, January.Start + Hour], [1.5, 2.5]));
        store.Write(Series, index, Part(February, false), Candles([February.Start], [3.5]));
        store.Write(Funding, store.Index(Funding), Part(January, true), MarketRows.Funding([January.Start], [0.0001]));
        return store;
    }
}

using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Tables;
using Huracan.Storage.Candles;
using Huracan.Storage.Tables;

namespace Huracan.Tests.Storage.Candles;

public sealed class FundingTests : IDisposable
{
    private const string Candles = "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,0.5,1,10\n";
    private readonly TemporaryFolder folder = new();

    public FundingTests() => folder.Write("candles/BTCUSDT_1h.csv", Candles);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rates_are_sorted_cut_to_the_minute_and_counted_once()
    {
        var funding = Load(
            "funding_time,funding_rate\n2024-01-01T08:00:00.007Z,0.0002\n2024-01-01T00:00:00.004Z,-0.0001\n2024-01-01T08:00:00Z,0.0002\n");
        Assert.Equal([1704067200000, 1704096000000], funding.Times);
        Assert.Equal([-0.0001, 0.0002], funding.Rates);
    }

    [Fact]
    public void One_time_with_two_rates_is_refused_with_both_rows()
    {
        var error = Assert.Throws<InputRefusedException>(() =>
            Load("funding_time,funding_rate\n2024-01-01T08:00:00.007Z,0.0002\n2024-01-01T08:00:00Z,0.0003\n"));
        Assert.Equal(
            $"{folder["funding/BTCUSDT_funding.csv"]}, rows 2 and 3: 2024-01-01T08:00:00Z has two funding rates, 0.0002 and 0.0003.",
            error.Message);
    }

    [Theory]
    [InlineData("", "row 2: the funding rate is NaN; it must be a finite number.")]
    [InlineData("inf", "row 2: the funding rate is ∞; it must be a finite number.")]
    [InlineData("high", "row 2, column 'funding_rate': 'high' is not a number.")]
    public void A_rate_that_is_none_is_refused(string rate, string error)
    {
        var message = Assert.Throws<InputRefusedException>(() => Load($"funding_time,funding_rate\n2024-01-01T08:00:00Z,{rate}\n")).Message;
        Assert.EndsWith(error.Replace("∞", double.PositiveInfinity.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_refused() =>
        Assert.Contains("column 'funding_rate' (or", Assert.Throws<InputRefusedException>(() =>
            Load("funding_time,rate\n2024-01-01T08:00:00Z,1\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_folder_is_found_beside_the_candles_then_inside()
    {
        Assert.Null(new FolderCandleSource(folder["candles"]).FundingFolder);
        Assert.Null(new FolderCandleSource(folder["candles"]).LoadFunding("BTCUSDT", default));
        folder.Write("candles/funding/x", "");
        Assert.Equal(folder["candles/funding"], new FolderCandleSource(folder["candles"]).FundingFolder);
        folder.Write("funding/x", "");
        Assert.Equal(folder["funding"], new FolderCandleSource(folder["candles"]).FundingFolder);
    }

    [Fact]
    public void A_folder_named_must_be_there()
    {
        var error = Assert.Throws<InputRefusedException>(() =>
            new FolderCandleSource(folder["candles"], new() { FundingFolder = folder["none"] }));
        Assert.StartsWith($"There is no funding folder {folder["none"]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_named_must_hold_funding()
    {
        folder.Write("other/BTCUSDT_1h.csv", Candles);
        var error = Assert.Throws<InputRefusedException>(() =>
            new FolderCandleSource(folder["candles"], new() { FundingFolder = folder["other"] }));
        Assert.Equal(
            $"{folder["other"]} holds no funding files: names must be <SYMBOL>_funding with .csv, .csv.gz, .parquet,"
            + " such as BTCUSDT_funding.csv.gz; --funding must name a folder that holds some.", error.Message);
        folder.Write("file", "");
        Assert.Contains("(it is a file)", Assert.Throws<InputRefusedException>(() =>
            new FolderCandleSource(folder["candles"], new() { FundingFolder = folder["file"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_will_not_be_read_are_listed()
    {
        folder.Write("funding/BTCUSDT_funding.csv", "funding_time,funding_rate\n2024-01-01T08:00:00Z,1\n");
        folder.Write("funding/ETHUSDT_funding.csv", "");
        folder.Write("funding/BTCUSDT-funding.parquet", "");
        folder.Write("funding/README.md", "");
        Assert.Equal(
            [
                ("BTCUSDT-funding.parquet", "the name is not <SYMBOL>_funding with .csv or .csv.gz or .parquet"),
                ("ETHUSDT_funding.csv", "there are no candles of ETHUSDT"),
            ],
            new FolderCandleSource(folder["candles"]).Ignored.Select(x => (x.Name, x.Reason)));
    }

    [Fact]
    public void A_coin_without_a_file_has_none_and_one_with_two_is_refused()
    {
        folder.Write("other/BTCUSDT_funding.csv", "funding_time,funding_rate\n2024-01-01T08:00:00Z,1\n");
        var source = new FolderCandleSource(folder["candles"], new() { FundingFolder = folder["other"] });
        Assert.Null(source.LoadFunding("ETHUSDT", default));
        Assert.Equal(1, source.LoadFunding("BTCUSDT", default)?.Count);
        folder.WriteGzip("other/BTCUSDT_funding.csv.gz", "");
        source = new FolderCandleSource(folder["candles"], new() { FundingFolder = folder["other"] });
        Assert.Contains("BTCUSDT_funding.csv, BTCUSDT_funding.csv.gz", Assert.Throws<InputRefusedException>(() =>
            source.LoadFunding("BTCUSDT", default)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv.gz")]
    [InlineData("parquet")]
    public void Written_rates_read_back_as_the_source_of_a_run_does(string extension)
    {
        var funding = new FundingSeries("BTCUSDT", [1704067200000, 1704096000000], [-1.0 / 3, 1e-5]);
        FundingFile.Write(folder[$"funding/BTCUSDT_funding.{extension}"], funding);
        var read = new FolderCandleSource(folder["candles"]).LoadFunding("BTCUSDT", default)!;
        Assert.Equal(funding.Times, read.Times);
        Assert.Equal(funding.Rates, read.Rates);
    }

    [Fact]
    public void A_rate_in_Parquet_that_is_none_is_refused_with_its_row()
    {
        ParquetTable.Write(folder["BTCUSDT_funding.parquet"], new Table([
            new TableColumn("funding_time", new long[] { 1704067200000, 1704096000000 }),
            new TableColumn("funding_rate", new[] { 0, double.NaN })]));
        Assert.Contains("row 2: the funding rate is NaN", Assert.Throws<InputRefusedException>(() =>
            FundingFile.Read(folder["BTCUSDT_funding.parquet"], "BTCUSDT", default)).Message, StringComparison.Ordinal);
    }

    private FundingSeries Load(string text)
    {
        folder.Write("funding/BTCUSDT_funding.csv", text);
        return new FolderCandleSource(folder["candles"]).LoadFunding("BTCUSDT", default)
            ?? throw new InvalidOperationException("not found");
    }
}

using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Huracan.Storage.DuckDb;

namespace Huracan.Tests.Storage.Candles;

public sealed class CandleFileTests : IDisposable
{
    private const string Ones = "1 AS open, 1 AS high, 1 AS low, 1 AS close, 1 AS volume";
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.M15);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".csv")]
    [InlineData(".csv.gz")]
    [InlineData(".parquet")]
    public void Written_candles_read_back_bit_for_bit_and_twice_the_same(string extension)
    {
        var random = new SeededRandom(5);
        double[] Column() => [.. Enumerable.Range(0, 3000).Select(i => i == 7 ? double.NaN : random.NextDouble() * 1e5)];
        var candles = new RawCandles(
            Unit.Coin, Unit.Timeframe, "", [.. Enumerable.Range(0, 3000).Select(x => 1704067200000 + x * 900_000L)],
            Column(), Column(), Column(), Column(), Column());
        var path = folder[CandleFile.Name(Unit, extension)];
        CandleFile.Write(path, candles);
        var bytes = File.ReadAllBytes(path);
        var read = CandleFile.Read(path, Unit, default);
        Assert.Equal(candles.OpenTimes, read.OpenTimes);
        Assert.Equal(candles.Open, read.Open);
        Assert.Equal(candles.High, read.High);
        Assert.Equal(candles.Low, read.Low);
        Assert.Equal(candles.Close, read.Close);
        Assert.Equal(candles.Volume, read.Volume);
        CandleFile.Write(path, read);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_csv_is_written_with_utc_times_and_shortest_numbers()
    {
        CandleFile.Write(folder["x.csv"], new CandleSeries("BTCUSDT", Timeframe.M15, [1704067200000], [0.1], [0.3], [1e-7], [0.2], [1e21]));
        Assert.Equal(
            "open_time,open,high,low,close,volume\n2024-01-01T00:00:00Z,0.1,0.3,1E-07,0.2,1E+21\n", File.ReadAllText(folder["x.csv"]));
    }

    [Fact]
    public void Another_ending_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() =>
            CandleFile.Write(folder["x.txt"], new CandleSeries("BTCUSDT", Timeframe.M15, [], [], [], [], [], [])));

    [Fact]
    public void Parquet_of_instants_and_other_number_types_is_read()
    {
        Parquet(
            "epoch_ms(1704067200000)::TIMESTAMP AT TIME ZONE 'UTC' AS Date, 1::INTEGER AS Open, 2.5::DECIMAL(9,2) AS High, 0.5::FLOAT "
                + "AS Low, "
            + "NULL::DOUBLE AS Close, 10::UBIGINT AS Volume");
        var candles = CandleFile.Read(folder["x.parquet"], Unit, default);
        Assert.Equal(
            (1704067200000, 1, 2.5, 0.5, 10), (candles.OpenTimes[0], candles.Open[0], candles.High[0], candles.Low[0], candles.Volume[0]));
        Assert.True(double.IsNaN(candles.Close[0]));
    }

    [Theory]
    [InlineData("epoch_ms(1704067200000) AS open_time, " + Ones, "column 'open_time': Timestamp has no zone, so it may be local time")]
    [InlineData("'2024' AS open_time, " + Ones, "column 'open_time' is of type VarChar; a time must be")]
    [InlineData(
        "1704067200000 AS open_time, 1 AS open, 1 AS high, 1 AS low, 'x' AS close, 1 AS volume",
        "'close' is of type VarChar; it must hold numbers")]
    [InlineData(
        "1704067200000 AS open_time, 1 AS o, 1 AS high, 1 AS low, 1 AS close, 1 AS volume",
        "'open' is missing; there are: open_time, o, high, low, close, volume.")]
    [InlineData("NULL::BIGINT AS open_time, " + Ones, "row 1, column 'open_time': the cell is empty")]
    [InlineData("5 AS open_time, " + Ones, "row 1, column 'open_time': '5' is not a time in seconds")]
    [InlineData("1704067200000 AS open_time, " + Ones + " WHERE false", "has columns and no rows")]
    public void Parquet_of_another_form_is_refused(string select, string fault)
    {
        Parquet(select);
        var message = Assert.Throws<InputRefusedException>(() => CandleFile.Read(folder["x.parquet"], Unit, default)).Message;
        Assert.StartsWith(folder["x.parquet"], message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_under_a_parquet_name_is_refused()
    {
        folder.Write("x.parquet", "open_time,open,high,low,close,volume\n");
        Assert.StartsWith($"{folder["x.parquet"]} cannot be read as Parquet", Assert.Throws<InputRefusedException>(() =>
            CandleFile.Read(folder["x.parquet"], Unit, default)).Message, StringComparison.Ordinal);
    }

    private void Parquet(string select)
    {
        using var database = new DuckDbDatabase();
        using var connection = database.Connect();
        connection.Execute($"COPY (SELECT {select}) TO {DuckDbConnection.Literal(folder["x.parquet"])} (FORMAT parquet)");
    }
}

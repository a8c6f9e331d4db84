using System.Globalization;
using Huracan.Contracts;
using Huracan.Storage.Candles;
using Huracan.Tests.Storage.Tables;
using Parquet.Schema;

namespace Huracan.Tests.Storage.Candles;

public sealed class CandleParquetTests : IDisposable
{
    private const long Start = 1704067200000;
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.M15);
    private static readonly (string, double)[] Ones = [("open", 1), ("high", 1), ("low", 1), ("close", 1), ("volume", 1)];
    private readonly TemporaryFolder folder = new();

    private string Path => folder["x.parquet"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("candles")]
    [InlineData("candles_snappy")]
    [InlineData("candles_gzip")]
    [InlineData("candles_plain")]
    [InlineData("candles_lz4")]
    [InlineData("candles_brotli")]
    [InlineData("candles_v2")]
    [InlineData("candles_instants")]
    public void Files_of_another_writer_hold_the_same_candles(string name)
    {
        var candles = CandleFile.Read(Golden($"{name}.parquet"), Unit, default);
        var rows = File.ReadLines(Golden("candles.csv")).Skip(1).Select(x => x.Split(',')).ToArray();
        double[] Column(int index) => [.. rows.Select(x => double.Parse(x[index], CultureInfo.InvariantCulture))];
        Assert.Equal(rows.Select(x => long.Parse(x[0], CultureInfo.InvariantCulture)), candles.OpenTimes);
        Assert.Equal(Column(1), candles.Open);
        Assert.Equal(Column(2), candles.High);
        Assert.Equal(Column(3), candles.Low);
        Assert.Equal(Column(4), candles.Close);
        Assert.Equal(Column(5), candles.Volume);
    }

    [Theory]
    [InlineData(DateTimeTimeUnit.Millis)]
    [InlineData(DateTimeTimeUnit.Micros)]
    [InlineData(DateTimeTimeUnit.Nanos)]
    public void Instants_of_every_unit_are_read(DateTimeTimeUnit unit)
    {
        DateTime?[] times = [DateTime.UnixEpoch.AddMilliseconds(Start), DateTime.UnixEpoch.AddMilliseconds(Start + 900_000)];
        ParquetSample.Write(Path, 2, new DateTimeDataField("Date", DateTimeFormat.Timestamp, true, unit, true), times, Ones);
        var candles = CandleFile.Read(Path, Unit, default);
        Assert.Equal([Start, Start + 900_000], candles.OpenTimes);
        Assert.Equal([1, 1], candles.Volume);
    }

    [Fact]
    public void Whole_numbers_of_every_size_are_times()
    {
        ParquetSample.Write<ulong>(Path, 1, "time", [(ulong)Start], Ones);
        Assert.Equal([Start], CandleFile.Read(Path, Unit, default).OpenTimes);
        ParquetSample.Write<int>(Path, 1, "time", [(int)(Start / 1000)], Ones);
        Assert.Equal([Start], CandleFile.Read(Path, Unit, default).OpenTimes);
        ParquetSample.Write<ulong>(Path, 1, "time", [ulong.MaxValue], Ones);
        Refused("row 1, column 'time': '9223372036854775807' is not a time");
    }

    [Fact]
    public void A_time_that_may_be_local_is_refused()
    {
        ParquetSample.Write<DateTime>(
            Path, 1, new DateTimeDataField("open_time", DateTimeFormat.Timestamp, false, DateTimeTimeUnit.Millis, true),
            [DateTime.UnixEpoch], Ones);
        Refused("column 'open_time': a timestamp without zone may be local time");
        ParquetSample.Write<DateTime>(
            Path, 1, new DateTimeDataField("open_time", DateTimeFormat.Impala, true, null, true), [DateTime.UnixEpoch], Ones);
        Refused("column 'open_time': a timestamp without zone may be local time");
    }

    [Fact]
    public void Columns_that_are_missing_or_of_another_type_are_refused()
    {
        ParquetSample.Write<double>(Path, 1, "open_time", [Start], Ones);
        Refused("column 'open_time' is of type double; a time must be");
        ParquetSample.Write<bool>(Path, 1, "open", [true], [("open_time", 1), .. Ones[1..]]);
        Refused("column 'open_time' is of type double; a time must be");
        ParquetSample.Write<long>(Path, 1, "open_time", [Start], [("o", 1), .. Ones[1..]]);
        Refused("'open' is missing; there are: open_time, o, high, low, close, volume.");
        ParquetSample.Write<DateTime>(Path, 1, new DateTimeDataField("open_time", DateTimeFormat.Date), [DateTime.UnixEpoch], Ones);
        Refused("column 'open_time' is of type date; a time must be");
    }

    [Fact]
    public void Rows_without_a_time_or_none_at_all_are_refused()
    {
        ParquetSample.Write<long>(Path, 2, "open_time", [Start, null], Ones);
        Refused("row 2, column 'open_time': the cell is empty");
        ParquetSample.Write<long>(Path, 1, "open_time", [5], Ones);
        Refused("row 1, column 'open_time': '5' is not a time in seconds");
        ParquetSample.Write<long>(Path, 0, "open_time", [], Ones);
        Refused("has columns and no rows");
    }

    private void Refused(string error)
    {
        var message = Assert.Throws<InputRefusedException>(() => CandleFile.Read(Path, Unit, default)).Message;
        Assert.StartsWith(Path, message, StringComparison.Ordinal);
        Assert.Contains(error, message, StringComparison.Ordinal);
    }

    private static string Golden(string name) => System.IO.Path.Combine(Repository.Root, "tests/Golden/parquet", name);
}

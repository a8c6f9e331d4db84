using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public sealed class CandleFileTests : IDisposable
{
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
    public void Text_under_a_parquet_name_is_refused()
    {
        folder.Write("x.parquet", "open_time,open,high,low,close,volume\n");
        Assert.StartsWith($"{folder["x.parquet"]} cannot be read as Parquet", Assert.Throws<InputRefusedException>(() =>
            CandleFile.Read(folder["x.parquet"], Unit, default)).Message, StringComparison.Ordinal);
    }
}

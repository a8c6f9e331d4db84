using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Regimes;

/// <summary>Real candles as they come, without a repair.</summary>
internal static class RealCandles
{
    public static RawCandles Raw(string coin, string timeframe)
    {
        var path = Path.Combine(SharedData.Candles, $"{coin}_{timeframe}.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int column) => Array.ConvertAll(rows, row => double.Parse(row[column], CultureInfo.InvariantCulture));
        var times = Array.ConvertAll(rows, row =>
            DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());
        return new RawCandles(
            coin, Timeframe.Parse(timeframe), Path.GetFileName(path), times, Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    public static CandleSeries Unmarked(string coin, string timeframe)
    {
        var raw = Raw(coin, timeframe);
        return new CandleSeries(coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
    }
}

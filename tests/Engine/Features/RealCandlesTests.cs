using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Features;

public class RealCandlesTests
{
    [SharedDataFact]
    public void Wide_set_has_values_on_real_markets_and_no_value_depends_on_what_follows()
    {
        var btc = Read("BTCUSDT_1h");
        foreach (var file in Directory.GetFiles(SharedData.Candles, "A*_1h.csv.gz").Order(StringComparer.Ordinal).Take(4))
        {
            var unit = Read(Path.GetFileName(file)[..^".csv.gz".Length]);
            var input = new FeatureInput(unit, btc);
            var recipe = FeatureExamples.Wide.For(input);
            var whole = recipe.Compute(input); // refuses a value that is not finite
            Assert.True(whole.Rows > 1000);
            var bars = unit.Count * 2 / 3;
            var part = recipe.Compute(new FeatureInput(unit.Slice(0, bars), btc));
            for (var i = 0; i < part.Columns.Length; i++)
                Assert.Equal(Bits(part.Columns[i]), Bits(whole.Columns[i][..bars]));
        }
    }

    private static long[] Bits(double[] column) => Array.ConvertAll(column, BitConverter.DoubleToInt64Bits);

    /// <summary>The candles after the last gap of a file.</summary>
    private static CandleSeries Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(SharedData.Candles, name + ".csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        var times = Array.ConvertAll(rows, row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        var start = times.Length - 1;
        while (start > 0 && times[start] - times[start - 1] == Timeframe.H1.Milliseconds)
            start--;
        double[] Column(int column) => Array.ConvertAll(rows[start..], row => double.Parse(row[column], CultureInfo.InvariantCulture));
        return new CandleSeries(name[..^3], Timeframe.H1, times[start..], Column(1), Column(2), Column(3), Column(4), Column(5));
    }
}

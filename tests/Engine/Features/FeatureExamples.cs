using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Huracan.Tests.Engine.Features;

/// <summary>The product's own feature sets and the synthetic candles of tests/Golden/features.</summary>
internal static class FeatureExamples
{
    public static string ConfigText { get; } = File.ReadAllText(Path.Combine(Repository.Root, "config", "features.yaml"));

    public static FeatureSets Sets { get; } = Parse(ConfigText).Build(FeatureCatalog.Default);

    public static FeatureRecipe Wide { get; } = Sets.Recipe("wide");

    public static CandleSeries Candles { get; } = Read("candles.csv", "SOLUSDT");

    public static CandleSeries Btc { get; } = Read("btc.csv", "BTCUSDT");

    public static FeatureMatrix Matrix { get; } = Wide.Compute(new FeatureInput(Candles, Btc));

    public static TheoryData<string> WideNames => new(Wide.Names);

    public static FeatureConfig Parse(string yaml) =>
        new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<FeatureConfig>(yaml);

    public static FeatureSpec Spec(string name, string kind, params (string Key, string Value)[] parameters) =>
        new(name, kind, parameters.ToDictionary(pair => pair.Key, pair => pair.Value));

    public static double[] Compute(FeatureSpec spec, CandleSeries candles, CandleSeries? btc = null) =>
        FeatureRecipe.Build(FeatureCatalog.Default, spec).Compute(new FeatureInput(candles, btc)).Columns[0];

    /// <summary>A table of numbers; an empty cell is NaN.</summary>
    public static Dictionary<string, double[]> ReadTable(string file)
    {
        var lines = File.ReadAllLines(Repository.Golden("features", file));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        return lines[0].Split(',').Select((name, column) => (name, Array.ConvertAll(rows, row => Number(row[column])))).ToDictionary();
    }

    /// <summary>Candles with what <paramref name="change"/> makes of one bar's (open, high, low, close, volume).</summary>
    public static CandleSeries Change(CandleSeries candles, int bar, Func<double[], double[]> change)
    {
        double[][] columns = [
            candles.Open.ToArray(), candles.High.ToArray(), candles.Low.ToArray(), candles.Close.ToArray(), candles.Volume.ToArray(),
        ];
        var changed = change(Array.ConvertAll(columns, column => column[bar]));
        for (var i = 0; i < columns.Length; i++)
            columns[i][bar] = changed[i];
        return new CandleSeries(
            candles.Coin, candles.Timeframe, candles.OpenTimes.ToArray(), columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static CandleSeries Read(string file, string coin)
    {
        var table = ReadTable(file);
        var times = Array.ConvertAll(table["time"], time => (long)time);
        return new CandleSeries(coin, Timeframe.M15, times, table["open"], table["high"], table["low"], table["close"], table["volume"]);
    }
}

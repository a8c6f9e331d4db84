using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Huracan.Bench.Measuring;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Storage.Configuration;

namespace Huracan.Bench.Peers;

/// <summary>Seventeen usual features over one coin's candles: ours beside pandas, value by value.</summary>
internal static partial class FeatureComparison
{
    private static readonly string[] Names =
    [
        "ret1", "ret3", "ret12", "rsi14", "atr14", "ema_ratio", "macd_hist", "bb_pctb", "bb_width", "vol_z96", "rv24", "rv96", "range",
        "clv",
        "obv_slope", "hour_sin", "hour_cos",
    ];

    private const int Repeats = 15;

    public static List<Comparison> Run(int rows, int rounds, string folder)
    {
        var candles = Market.Candles(rows);
        var recipe = Recipe();
        var matrix = recipe.Compute(new FeatureInput(candles));
        for (var i = 0; i < Repeats; i++)
            recipe.Compute(new FeatureInput(candles)); // until the code is fully compiled and the heap has grown
        var script = PythonPeer.Shared("features_pandas.py", "pandas", "numpy");
        Laps ours = new(), theirs = new();
        var figures = new Dictionary<string, double>();
        string input = Path.Combine(folder, "candles.csv"), output = Path.Combine(folder, "features.csv");
        if (script is not null)
        {
            WriteCsv(candles, input);
            PythonPeer.Run(script, "--candles", input, "--csv", output, "--repeats", "1");
            figures["largest_difference"] = LargestDifference(matrix, output);
        }
        for (var round = 0; round < rounds; round++)
        {
            // The peer's own median and best of several computations in one process, so that neither pays for starting up.
            if (script is not null)
                AddPeerRound(
                    PythonPeer.Run(script, "--candles", input, "--repeats", Repeats.ToString(CultureInfo.InvariantCulture)), theirs);
            for (var i = 0; i < Repeats; i++)
                ours.Time(() => recipe.Compute(new FeatureInput(candles)));
        }
        var peer = script is null ? null : "pandas";
        return
        [
            new Comparison("17 features", "rows", rows, ours, peer, peer is null ? null : theirs)
            {
                Target = peer is null ? null : 10,
                Figures = figures,
            },
        ];
    }

    /// <summary>The features both compute, by their names in <c>config/features.yaml</c>.</summary>
    public static FeatureRecipe Recipe()
    {
        var path = ConfigFolder.Find("features.yaml");
        var config = YamlFile.Load<FeatureConfig>(path);
        config.Sets["peers"] = [.. Names];
        return config.Build(FeatureCatalog.Default, path).Recipe("peers");
    }

    private static void WriteCsv(CandleSeries candles, string path)
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (var i = 0; i < candles.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{candles.OpenTimes[i]},{candles.Open[i]:R},{candles.High[i]:R},{candles.Low[i]:R},")
                .Append(CultureInfo.InvariantCulture, $"{candles.Close[i]:R},{candles.Volume[i]:R}\n");
        }
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Largest difference of any value, relative to its column's largest, from our warm-up on.</summary>
    private static double LargestDifference(FeatureMatrix matrix, string path)
    {
        using var lines = new StreamReader(path);
        var columns = lines.ReadLine()!.Split(',').Select(name => Array.IndexOf(Names, name)).ToArray(); // a CSV of pandas has a header
        var largest = new double[Names.Length];
        var differences = new double[Names.Length];
        for (var row = 0; lines.ReadLine() is { } line; row++)
        {
            if (row < matrix.WarmUp)
                continue;
            var cells = line.Split(',');
            for (var i = 0; i < cells.Length; i++)
            {
                var theirs = cells[i].Length == 0 ? double.NaN : double.Parse(cells[i], CultureInfo.InvariantCulture);
                largest[columns[i]] = Math.Max(largest[columns[i]], Math.Abs(theirs));
                differences[columns[i]] = Math.Max(differences[columns[i]], Math.Abs(theirs - matrix.Columns[columns[i]][row]));
            }
        }
        return differences.Zip(largest, (difference, size) => difference / size).Max();
    }

    private static void AddPeerRound(string printed, Laps laps)
    {
        var match = TimePattern().Match(printed);
        double Seconds(int group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) / 1000;
        if (!match.Success)
            throw new InvalidDataException($"The pandas script printed no time: {printed}");
        // The peer reports its median, its best and the processor time of the median, not every lap.
        laps.Add(Seconds(1), Seconds(3));
        laps.Best = Math.Min(laps.Best, Seconds(2));
    }

    [GeneratedRegex(@"median ([0-9.]+) ms \(min ([0-9.]+), cpu ([0-9.]+)\)")]
    private static partial Regex TimePattern();
}

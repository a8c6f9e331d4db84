using System.Globalization;
using System.Text.Json;
using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Quality.Metrics;

/// <summary>Values that numpy and scipy computed; see make_metrics.py beside them.</summary>
internal static class MetricsGolden
{
    private static readonly JsonElement Expected = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("backtest", "metrics.json"))).RootElement;

    public static double[] Returns { get; } = [.. File.ReadLines(Repository.Golden("backtest", "returns.csv")).Skip(1).Select(Number)];

    public static double[][] Forecasts { get; } =
        [
            .. File.ReadLines(Repository.Golden("backtest", "forecasts.csv"))
                .Skip(1)
                .Select(line => line.Split(',').Select(Number).ToArray())
        ];

    public static Prediction[] Predictions { get; } = [.. Forecasts.Select(f => new Prediction((float)f[0], (float)f[1], (float)f[2], 0))];

    public static sbyte[] Classes { get; } = [.. Forecasts.Select(f => (sbyte)f[3])];

    public static double Value(string name) => Expected.GetProperty(name).GetDouble();

    public static double[] Values(string name) => [.. Expected.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static int[][] Table(string name) =>
        [.. Expected.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetInt32()).ToArray())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

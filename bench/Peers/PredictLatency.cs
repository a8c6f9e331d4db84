using System.Diagnostics;
using Huracan.Bench.Measuring;
using Huracan.Engine.Models;

namespace Huracan.Bench.Peers;

/// <summary>How long one forecast of one window takes, as a live reader asks for it.</summary>
internal static class PredictLatency
{
    private const double TargetMilliseconds = 1;

    public static List<Comparison> Run(int calls) => [Of("cnn-lstm", 15, calls), Of("xgboost", 98, calls)];

    private static Comparison Of(string family, int features, int calls)
    {
        using var model = new ModelRegistry().Create(family, new ModelSettings(family, features, new Dictionary<string, double>()));
        var rows = TrainingSet.Make(1_500, 60, features);
        model.Fit(rows, null, new FitOptions { ExactRounds = family == "xgboost" ? 300 : 1, Seed = 1 }, CancellationToken.None);
        for (var i = 0; i < 1_000; i++) // until the code is fully compiled
            model.Predict(rows.Table, [rows.Bars[i]]);
        var laps = new Laps();
        var milliseconds = new double[calls];
        laps.Time(() =>
        {
            for (var i = 0; i < calls; i++)
            {
                var started = Stopwatch.GetTimestamp();
                model.Predict(rows.Table, [rows.Bars[i % rows.Count]]);
                milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        });
        Array.Sort(milliseconds);
        return new Comparison($"forecast of one window, {family}", "forecasts", calls, laps)
        {
            Figures =
            {
                ["p50_ms"] = milliseconds[calls / 2],
                ["p99_ms"] = milliseconds[calls * 99 / 100],
                ["max_ms"] = milliseconds[^1],
                ["p99_target_ms"] = TargetMilliseconds,
            },
            Passed = milliseconds[calls * 99 / 100] <= TargetMilliseconds,
        };
    }
}

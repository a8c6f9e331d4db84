using BenchmarkDotNet.Attributes;
using Huracan.Bench.Peers;
using Huracan.Engine.Models;

namespace Huracan.Bench.Micro;

/// <summary>Forecasts of one window, and of many at once.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private const int Features = 15;
    private readonly Samples rows = TrainingSet.Make(2_000, 60, Features);
    private IModel model = null!; // set up before anything is measured

    [Params("cnn-lstm", "xgboost")]
    public string Family { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        model = new ModelRegistry().Create(Family, new ModelSettings(Family, Features, new Dictionary<string, double>()));
        model.Fit(rows, null, new FitOptions { ExactRounds = Family == "xgboost" ? 100 : 1 }, CancellationToken.None);
    }

    [GlobalCleanup]
    public void CleanUp() => model.Dispose();

    [Benchmark]
    public Prediction[] One() => model.Predict(rows.Table, [rows.Bars[0]]);

    [Benchmark]
    public Prediction[] Thousand() => model.Predict(rows.Table, rows.Bars.AsSpan(0, 1_000));
}

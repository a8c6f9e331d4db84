using BenchmarkDotNet.Attributes;
using Huracan.Bench.Peers;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;

namespace Huracan.Bench.Micro;

/// <summary>Seventeen features over 100,000 candles, and scaling them.</summary>
[MemoryDiagnoser]
public class FeatureBenchmarks
{
    private readonly CandleSeries candles = Market.Candles(100_000);
    private readonly FeatureRecipe recipe = FeatureComparison.Recipe();
    private readonly int[] trainRows = [.. Enumerable.Range(200, 60_000)];
    private FeatureMatrix matrix = null!; // set up before anything is measured
    private Scaler scaler = null!; // set up likewise

    [GlobalSetup]
    public void SetUp()
    {
        matrix = recipe.Compute(new FeatureInput(candles));
        scaler = Scaler.Fit(matrix.Names, matrix.Columns, trainRows);
    }

    [Benchmark]
    public FeatureMatrix Features() => recipe.Compute(new FeatureInput(candles));

    [Benchmark]
    public Scaler ScalerFit() => Scaler.Fit(matrix.Names, matrix.Columns, trainRows);

    [Benchmark]
    public FeatureTable ScalerTransform() => scaler.Transform(matrix.Columns, matrix.WarmUp);
}

using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Simulation;
using Huracan.Engine.Features;

namespace Huracan.Tests.Engine.Datasets;

/// <summary>Simulated datasets of a few quick features.</summary>
internal static class SmallDatasets
{
    private static readonly FeatureRecipe Recipe = FeatureRecipe.Build(
        FeatureCatalog.Default,
        Spec("rsi14", "rsi", ("period", "14")), Spec("rv24", "realized_volatility", ("period", "24")),
        Spec("clv", "close_location"), Spec("vol_z48", "volume_zscore", ("period", "48")),
        Spec("hour", "cycle", ("hours", "24"), ("wave", "sin")),
        Spec("btc_ret4", "log_return", ("period", "4"), ("market", "btc")),
        Spec("ret1", "log_return", ("period", "1")), Spec("ret12", "log_return", ("period", "12")));

    public static SimulatedDatasetOptions Options { get; } = new() { Rows = 3_000, Symbols = 3, Features = 8 };

    public static TemporalDataset Make(SimulatedDatasetOptions options) =>
        new SimulatedDataset(options, Recipe).Make(CancellationToken.None);

    private static FeatureSpec Spec(string name, string kind, params (string Key, string Value)[] parameters) =>
        new(name, kind, parameters.ToDictionary(pair => pair.Key, pair => pair.Value));
}

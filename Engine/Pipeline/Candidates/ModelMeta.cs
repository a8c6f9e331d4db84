using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Features;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>What a saved model is for: <c>meta.json</c> beside its weights. It is refused for anything else.</summary>
/// <param name="Coin">Symbol it was trained on.</param>
/// <param name="Timeframe">Timeframe it was trained on.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">How far it looks, bars.</param>
/// <param name="Latency">Bars of delay its labels allow for.</param>
/// <param name="DeadZone">Half width of the flat class, log return.</param>
/// <param name="FeatureSet">Name of the feature set.</param>
/// <param name="FeatureHash">Hash of the feature recipe.</param>
/// <param name="FeatureNames">Features in the order of the columns.</param>
/// <param name="WarmUp">Bars before the first usable one.</param>
/// <param name="EntryThreshold">Confidence from which a forecast is traded, chosen on validation.</param>
/// <param name="Epochs">Epochs (rounds) it was trained for.</param>
/// <param name="TrainedFrom">Open time of the first bar trained on, UTC.</param>
/// <param name="TrainedTo">Open time of the last bar whose label was trained on, UTC.</param>
/// <param name="Samples">Number of samples trained on.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Device">Kind of device it was trained on.</param>
public sealed record ModelMeta(
    string Coin,
    Timeframe Timeframe,
    string Family,
    int Horizon,
    int Latency,
    double DeadZone,
    string FeatureSet,
    string FeatureHash,
    IReadOnlyList<string> FeatureNames,
    int WarmUp,
    double EntryThreshold,
    int Epochs,
    DateTimeOffset TrainedFrom,
    DateTimeOffset TrainedTo,
    int Samples,
    ulong Seed,
    string Device)
{
    /// <summary>Half-spread its labels and its backtest paid, basis points; null where it is the one of the run's costs.</summary>
    public double? HalfSpreadBps { get; init; }

    /// <summary>The sides that a model of meta-labels judges; null for one of other labels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // earlier models have no such key
    public JudgedSides? Sides { get; init; }

    /// <summary>Candles that a forecast needs: the features warm up, then a model looks back <paramref name="lookback"/> bars.</summary>
    public int MinCandles(int lookback) => WarmUp + lookback;

    /// <summary>Whether it was trained on features of Bitcoin.</summary>
    /// <param name="features">The feature sets it was trained with.</param>
    public bool ReadsBitcoin(FeatureSets features) =>
        features.Recipe(FeatureSet) is { NeedsBtc: true } recipe && recipe.Hash == FeatureHash;
}

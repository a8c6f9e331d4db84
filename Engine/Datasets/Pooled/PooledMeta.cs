namespace Huracan.Engine.Datasets.Pooled;

/// <summary>What a pooled model is for: <c>meta.json</c> beside its weights.</summary>
/// <param name="Symbols">Symbols it was trained on.</param>
/// <param name="BarMinutes">Length of a bar, minutes.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">How far it looks, bars.</param>
/// <param name="FeatureNames">Features in the order of the columns, scaled as the dataset has them.</param>
/// <param name="SpansGaps">Whether its windows may hold rows between which bars are missing.</param>
/// <param name="Epochs">Epochs (rounds) it was trained for.</param>
/// <param name="TrainedFrom">Time of the first row trained on, UTC.</param>
/// <param name="TrainedTo">Time of the last row trained on, UTC; its label rests on the bars that follow.</param>
/// <param name="Samples">Number of samples trained on.</param>
/// <param name="ClassCounts">How often down, flat and up occurred among them.</param>
/// <param name="Seed">Seed given.</param>
/// <param name="Device">Kind of device it was trained on.</param>
/// <param name="Dataset">Hash of the dataset.</param>
public sealed record PooledMeta(
    IReadOnlyList<string> Symbols,
    double BarMinutes,
    string Family,
    int Horizon,
    IReadOnlyList<string> FeatureNames,
    bool SpansGaps,
    int Epochs,
    DateTimeOffset TrainedFrom,
    DateTimeOffset TrainedTo,
    int Samples,
    IReadOnlyList<int> ClassCounts,
    ulong Seed,
    string Device,
    string Dataset);

namespace Huracan.Contracts.Http.Hamilton;

/// <summary>A unit's model: what it is, and what it came from.</summary>
/// <param name="Ranking">Family, score, tier, action and when.</param>
/// <param name="FeatureNames">The features it takes, in order.</param>
/// <param name="FeatureHash">Hash of their recipe.</param>
/// <param name="Lookback">Bars a forecast looks back, its own included: the least number of rows of <c>features</c>.</param>
/// <param name="EntryThreshold">Least confidence of a forecast that trades, as chosen on validation.</param>
/// <param name="TrainedFrom">First bar it was trained on, UTC.</param>
/// <param name="TrainedTo">End of the last label it was trained on, UTC.</param>
/// <param name="Samples">Bars it was trained on.</param>
/// <param name="Epochs">Epochs, or trees, it was trained for.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Files">Its files with their SHA-256.</param>
public sealed record ModelView(
    RankingRow Ranking, IReadOnlyList<string> FeatureNames, string FeatureHash, int Lookback, double EntryThreshold,
    DateTimeOffset TrainedFrom, DateTimeOffset TrainedTo,
    int Samples, int Epochs, ulong Seed, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Candles that <c>predict</c> needs at least: the features warm up, then the model looks back.</summary>
    public int MinCandles { get; init; }
}

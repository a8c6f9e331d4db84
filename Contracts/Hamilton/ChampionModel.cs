using Huracan.Contracts.Bundles;

namespace Huracan.Contracts.Hamilton;

/// <summary>A champion: what it takes, and what it was made from.</summary>
/// <param name="Horizon">How far it looks, as a time.</param>
/// <param name="FeatureNames">Its features, in order.</param>
/// <param name="Lookback">Bars a forecast reads, its own included: the least number of rows of features.</param>
/// <param name="MinCandles">Candles a forecast needs at least: the features warm up, then the model looks back.</param>
/// <param name="ReadsBitcoin">Whether it has features of Bitcoin, so that candles of Bitcoin are needed too.</param>
/// <param name="ConfidenceThreshold">Least confidence of a forecast that may be traded, before volatility raises it, 0 to 1.</param>
/// <param name="AsOf">End of the newest bar that it was made and judged on, UTC.</param>
/// <param name="IsExpired">Whether it is too old to be traded.</param>
/// <param name="IsSigned">Whether its bundle is signed.</param>
/// <param name="Manifest">Everything else: family, version, training, data, seeds, figures, evidence of promotion, expiry.</param>
public sealed record ChampionModel(
    string Horizon, IReadOnlyList<string> FeatureNames, int Lookback, int MinCandles, bool ReadsBitcoin, double ConfidenceThreshold,
    DateTimeOffset AsOf, bool IsExpired, bool IsSigned, BundleManifest Manifest);

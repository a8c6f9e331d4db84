using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Hamilton;

/// <summary>A champion: what it takes, and what it was made from.</summary>
/// <param name="Horizon">How far it looks, as a time.</param>
/// <param name="FeatureNames">Its features, in order.</param>
/// <param name="Lookback">Bars a forecast reads, its own included: the least number of rows of features.</param>
/// <param name="MinCandles">Candles a forecast needs at least: the features warm up, then the model looks back. The regime may need
/// more: 2c + n that are not marked, c the candles of its run's <c>regimes.current_days</c>, n those of <c>regimes.norm_days</c>, 4 each at
/// least; 768 at 1h by default, and more where <c>regimes.trend_days</c> is longer. With fewer it is unknown, and a champion that may not
/// trade in every regime does not trade.</param>
/// <param name="ReadsBitcoin">Whether it has features of Bitcoin, so that candles of Bitcoin are needed too.</param>
/// <param name="ConfidenceThreshold">Least confidence of a forecast that may be traded, before volatility raises it, 0 to 1.</param>
/// <param name="AsOf">End of the newest bar that it was made and judged on, UTC.</param>
/// <param name="IsExpired">Whether it is too old to be traded.</param>
/// <param name="IsSigned">Whether its bundle is signed.</param>
/// <param name="Manifest">Everything else: family, version, training, data, seeds, figures, evidence of promotion, expiry.</param>
public sealed record ChampionModel(
    string Horizon, IReadOnlyList<string> FeatureNames, int Lookback, int MinCandles, bool ReadsBitcoin, double ConfidenceThreshold,
    DateTimeOffset AsOf, bool IsExpired, bool IsSigned, BundleManifest Manifest)
{
    /// <summary>In which regimes it may trade by the newest verdicts; null, as in bundles of earlier versions, in all.</summary>
    public IReadOnlyList<RegimeVerdict>? RegimeVerdicts { get; init; }

    /// <summary>Time up to which the trades are known that these verdicts rest on, UTC: the end of its test part until the factory has
    /// judged it again; null where there are no verdicts.</summary>
    public DateTimeOffset? RegimesTo { get; init; }

    /// <summary>Probability that the search for its settings fitted chance (PBO, F3), 0 to 1; null where nothing was searched, or its
    /// bundle does not say.</summary>
    public double? Overfitting { get; init; }
}

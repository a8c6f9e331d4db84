using Huracan.Contracts.Bundles;
using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Hamilton;

/// <summary>A champion in the ranking.</summary>
/// <param name="Rank">1 for the best.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">How far it looks, as a time.</param>
/// <param name="Bars">The same in bars of the timeframe.</param>
/// <param name="Regime">The newest regime of its market that is known; null where its bundle does not say.</param>
/// <param name="NetEdgeBps">Mean net result per trade in the test part, basis points of its notional; NaN where nothing was
/// traded.</param>
/// <param name="ConfidenceThreshold">Least confidence of a forecast that may be traded, before volatility raises it, 0 to 1.</param>
/// <param name="Capacity">Most that one trade may be before its own impact takes too much of the edge (F12), quote currency; 0 without an
/// edge, infinite where no impact is known, null where its bundle does not say.</param>
/// <param name="Score">Quality score, 0 to 100.</param>
/// <param name="Tier">Tier of the score.</param>
/// <param name="Action">What may be done by what is known now: that of its bundle, and NO_TRADE where it may not trade in
/// <paramref name="Regime"/>, until another one is seen.</param>
/// <param name="IsTradable">Whether a forecast may be traded with real money by what is known now: <paramref name="Action"/> is ACTIVE or
/// CAUTION, not expired, and without drift. False for the regime alone does not last: the next forecast is asked by the regime of its own
/// candles, and with its answer this changes. So go on asking for forecasts of such champions.</param>
/// <param name="Promotion">The evidence it became champion by; null where no test decided.</param>
/// <param name="Family">Model family.</param>
/// <param name="Version">Its version.</param>
/// <param name="AsOf">End of the newest bar that it was made and judged on, UTC.</param>
/// <param name="Expires">When it gets too old, UTC; null for never.</param>
public sealed record RankedChampion(
    int Rank, string Coin, Timeframe Timeframe, string Horizon, int Bars, MarketRegime? Regime, double NetEdgeBps,
    double ConfidenceThreshold, double? Capacity, double Score, QualityTier Tier, GateAction Action, bool IsTradable,
    PromotionEvidence? Promotion, string Family, string Version, DateTimeOffset AsOf, DateTimeOffset? Expires)
{
    /// <summary>Close of the bar that the regime is of, UTC: the newest that it was made on, until a report of the factory or the candles
    /// of a forecast show a later one; null where there is no regime.</summary>
    public DateTimeOffset? RegimeAsOf { get; init; }

    /// <summary>Regimes that it may trade in by the newest verdicts, unknown only together with all others; null where its bundle, of an
    /// earlier version, does not say: in all.</summary>
    public IReadOnlyList<MarketRegime>? EnabledRegimes { get; init; }
}

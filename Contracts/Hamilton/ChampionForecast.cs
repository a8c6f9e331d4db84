using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Hamilton;

/// <summary>A champion's forecast, and whether it may be traded.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe of the champion.</param>
/// <param name="Horizon">How far it looks, as a time.</param>
/// <param name="Bars">The same in bars of the timeframe.</param>
/// <param name="Family">Model family.</param>
/// <param name="Version">Version of the champion that forecast.</param>
/// <param name="Class">-1 down, 0 flat, 1 up: the most probable.</param>
/// <param name="Down">Probability of a move down that pays its costs.</param>
/// <param name="Flat">Probability of none.</param>
/// <param name="Up">Probability of a move up that pays its costs; the three sum to 1.</param>
/// <param name="Confidence">Calibrated probability of the class, 1/3 to 1.</param>
/// <param name="ExpectedReturn">Expected log return over the horizon, before costs.</param>
/// <param name="Gate">Whether it may be traded, at what size, and why. A forecast that is too old or of unknown age, one from features far
/// outside of the training data, and one of an expired or drifted champion may not; the reason says so before any other.</param>
/// <param name="AsOf">When the bar it was made at closed, UTC; null where that is not known.</param>
/// <param name="AgeBars">Whole bars since then; null likewise.</param>
/// <param name="IsStale">Whether the bar is too old to be traded on, or of unknown age.</param>
/// <param name="Expires">When the champion gets too old, UTC; null for never.</param>
/// <param name="IsExpired">Whether it is.</param>
/// <param name="Regime">Regime at the close of the bar, from the candles given; unknown where they are too few, or features came instead.
/// Where the champion's regime gate does not enable it the forecast may not be traded; unknown is enabled only with all others.</param>
public sealed record ChampionForecast(
    string Coin, Timeframe Timeframe, string Horizon, int Bars, string Family, string Version, int Class, double Down, double Flat,
    double Up, double Confidence, double ExpectedReturn, GateDecision Gate, DateTimeOffset? AsOf, int? AgeBars, bool IsStale,
    DateTimeOffset? Expires, bool IsExpired, MarketRegime Regime)
{
    /// <summary>Where the return is expected to lie, around <see cref="ExpectedReturn"/>; null where that is not known: for features by
    /// name, too few candles, a champion saved before there were intervals, and after so many misses that no bound is wide
    /// enough.</summary>
    public ForecastInterval? Interval { get; init; }
}

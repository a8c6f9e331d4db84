namespace Huracan.Contracts.Hamilton;

/// <summary>
/// What the trading side asks of the champions: what a model takes, what it forecasts, which champions come first, and what is not to be
/// traded. Safe for use by several threads at once. A horizon is a time, such as <c>1h</c>, <c>4h</c> or <c>1d</c>: timeframe × bars of
/// the champion. Where champions of several timeframes look as far and none is named, the one that has not expired answers, of those the
/// one with the highest net edge, of those the one with the shortest timeframe.
/// </summary>
public interface IHamilton
{
    /// <summary>What the champion is, what it takes and what it was made from. It is in memory afterwards.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="horizon">How far it looks.</param>
    /// <param name="timeframe">Timeframe of its candles; null takes any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InputRefusedException">There is no such champion, and the message says which there are; or its bundle is
    /// refused.</exception>
    ValueTask<ChampionModel> LoadModelAsync(
        string coin, string horizon, Timeframe? timeframe = null, CancellationToken cancellationToken = default);

    /// <summary>Forecasts from the model's own features and asks the gate.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="horizon">How far it looks.</param>
    /// <param name="features">The features.</param>
    /// <param name="timeframe">Timeframe of its candles; null takes any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InputRefusedException">As <see cref="LoadModelAsync"/>; or there are too few rows; or a feature is missing, unknown
    /// or not finite, and the message names row and feature; or the last bar closed two bars ago or more, and the message says
    /// when.</exception>
    ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, NamedFeatures features, Timeframe? timeframe = null, CancellationToken cancellationToken = default);

    /// <summary>Computes the features of the newest candles, forecasts and asks the gate.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="horizon">How far it looks.</param>
    /// <param name="candles">The candles.</param>
    /// <param name="timeframe">Timeframe of its candles; null takes any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InputRefusedException">As <see cref="LoadModelAsync"/>; or there are too few candles, or one is refused: the
    /// message names it.</exception>
    ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, RecentCandles candles, Timeframe? timeframe = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Every champion whose bundle is whole, the best first: those that may be traded before those that may not, then by score, then by
    /// net edge, then by coin, timeframe and horizon.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<RankedChampion>> GetRankingAsync(CancellationToken cancellationToken = default);

    /// <summary>What is not to be traded with real money, and why: a row for each rule that is broken, by coin, timeframe, horizon and
    /// rule.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<BlockedUnit>> GetDoNotTradeAsync(CancellationToken cancellationToken = default);
}

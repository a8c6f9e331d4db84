using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Http.Champions;

/// <summary>A model that is champion, or was.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Version">Its version: the run that made it.</param>
/// <param name="Family">Model family.</param>
/// <param name="Score">Quality score, 0 to 100.</param>
/// <param name="Action">What the trading side may do.</param>
/// <param name="TrainedTo">Open time of the last bar whose label was trained on, UTC.</param>
/// <param name="Promoted">When it became champion, UTC.</param>
/// <param name="PromotedBy">The run after which it did.</param>
/// <param name="Evidence">The evidence it was promoted by.</param>
/// <param name="Days">Whole days compared.</param>
/// <param name="Before">Version of the champion before it; null for the first.</param>
/// <param name="Expires">Instant after which it is too old, UTC; null for never.</param>
public sealed record ChampionRow(
    string Coin, Timeframe Timeframe, int Horizon, string Version, string Family, double Score, GateAction Action,
    DateTimeOffset TrainedTo, DateTimeOffset Promoted, string PromotedBy, double Evidence, int Days, string? Before,
    DateTimeOffset? Expires);

using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Http.Hamilton;

/// <summary>A unit's latest scored model in the ranking.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="RunId">The run that scored it.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Horizon in bars.</param>
/// <param name="Score">Quality score, 0 to 100.</param>
/// <param name="Tier">Tier of the score.</param>
/// <param name="Action">What may be done.</param>
/// <param name="NetEdgeBps">Mean net result per trade in the test part, basis points of its notional; null where nothing was
/// traded.</param>
/// <param name="MinConfidence">Least confidence a forecast must have to be traded, 0 to 1.</param>
/// <param name="AsOf">When it was scored, UTC.</param>
public sealed record RankingRow(
    string Coin, Timeframe Timeframe, string RunId, string Family, int Horizon, double Score, QualityTier Tier, GateAction Action,
    double? NetEdgeBps, double MinConfidence,
    DateTimeOffset AsOf);

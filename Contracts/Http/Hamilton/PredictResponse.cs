using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Http.Hamilton;

/// <summary>A forecast, and what the gate says to it.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="RunId">The run whose model made it.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Bars it looks ahead.</param>
/// <param name="Short">Probability of a move down that pays its costs.</param>
/// <param name="Flat">Probability of none.</param>
/// <param name="Long">Probability of a move up that pays its costs.</param>
/// <param name="Class">-1, 0 or 1: the most probable.</param>
/// <param name="Value">Expected move, by the model's own measure.</param>
/// <param name="Confidence">Probability of the class.</param>
/// <param name="ClosedAt">When the bar it was made at closed, UTC; null where features came without it.</param>
/// <param name="AgeBars">Whole bars since then. A forecast that is too old, or of unknown age, is not to be traded,
/// and the gate's reason says so before any other.</param>
/// <param name="Gate">Whether it may be traded, and why.</param>
public sealed record PredictResponse(
    string Coin, Timeframe Timeframe, string RunId, string Family, int Horizon, double Short, double Flat, double Long, int Class,
    double Value, double Confidence, DateTimeOffset? ClosedAt, int? AgeBars, GateDecision Gate);

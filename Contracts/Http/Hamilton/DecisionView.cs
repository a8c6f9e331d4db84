using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Http.Hamilton;

/// <summary>A decision of the gate as lists and pages show it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="RunId">The run whose model made the forecast; of a champion its version.</param>
/// <param name="Class">-1 short, 0 flat, 1 long.</param>
/// <param name="Confidence">Confidence of the forecast, 0 to 1.</param>
/// <param name="ShouldTrade">Whether real money might follow it.</param>
/// <param name="Action">The coin's action at that time.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DecisionView(
    DateTimeOffset At, string Coin, Timeframe Timeframe, string RunId, int Class, double Confidence, bool ShouldTrade, GateAction Action,
    string Reason);

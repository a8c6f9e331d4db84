using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Cluster.Decisions;

/// <summary>The gate's decision on one forecast.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Unit">Whose forecast.</param>
/// <param name="RunId">The run whose model made it.</param>
/// <param name="Class">-1 short, 0 flat, 1 long.</param>
/// <param name="Confidence">Confidence of the forecast, 0 to 1.</param>
/// <param name="Verdict">The gate's answer.</param>
public sealed record Decision(DateTimeOffset At, UnitId Unit, string RunId, int Class, double Confidence, GateDecision Verdict);

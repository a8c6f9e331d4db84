using Huracan.Contracts.Progress;

namespace Huracan.Contracts.Grains;

/// <summary>How far the work on a unit is.</summary>
/// <param name="State">A state of work, from PREFLIGHT to BACKTESTING.</param>
/// <param name="Fraction">Share of the work that is done, 0 to 1.</param>
/// <param name="Activity">What it is doing; null where nothing was reported yet.</param>
public sealed record UnitProgress(UnitState State, double Fraction, UnitActivity? Activity);

namespace Huracan.Contracts.Champions;

/// <summary>
/// The classic tests over all bars at once (F8). Each p-value holds for one look at a moment chosen beforehand; they decide nothing here.
/// </summary>
/// <param name="ForecastSkill">Diebold and Mariano's test of "the challenger's losses are lower", with Harvey, Leybourne and Newbold's
/// factor.</param>
/// <param name="SharpeDifference">Ledoit and Wolf's test of "the challenger's Sharpe ratio is higher", over days.</param>
/// <param name="SuperiorAbility">Hansen's test of "the best of the challengers is better", over days; the same for all of them.</param>
/// <param name="BlockDays">Length of the bootstraps' blocks, in days.</param>
/// <param name="Draws">Bootstrap draws of each.</param>
public sealed record FixedHorizonReport(
    TestResult ForecastSkill, TestResult SharpeDifference, TestResult SuperiorAbility, int BlockDays, int Draws);

/// <summary>A one-sided test.</summary>
/// <param name="Statistic">Studentised; NaN without variance or with too little to compare.</param>
/// <param name="PValue">0 to 1; NaN likewise.</param>
public readonly record struct TestResult(double Statistic, double PValue);

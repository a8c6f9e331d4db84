namespace Huracan.Contracts.Reports;

/// <summary>The entry threshold chosen on validation.</summary>
/// <param name="Threshold">Least confidence to enter at.</param>
/// <param name="Reason">Why this one, in words.</param>
/// <param name="Trials">Every threshold of the grid, in its order.</param>
public sealed record EntryThresholdChoice(double Threshold, string Reason, IReadOnlyList<ThresholdTrial> Trials);

/// <summary>What one entry threshold did on validation.</summary>
/// <param name="Threshold">Least confidence.</param>
/// <param name="Trades">Trades made.</param>
/// <param name="NetReturn">Final equity over the capital, less 1.</param>
/// <param name="LowerBound">Per-bar net Sharpe ratio less the standard errors; NaN where it is undefined.</param>
/// <param name="StandardError">Standard error of that ratio.</param>
public readonly record struct ThresholdTrial(double Threshold, int Trades, double NetReturn, double LowerBound, double StandardError = 0);

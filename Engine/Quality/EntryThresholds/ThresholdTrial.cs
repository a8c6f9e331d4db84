namespace Huracan.Engine.Quality.EntryThresholds;

/// <summary>What one entry threshold did on validation.</summary>
/// <param name="Threshold">Least confidence.</param>
/// <param name="Trades">Trades made.</param>
/// <param name="NetReturn">Final equity over the capital, less 1.</param>
/// <param name="LowerBound">Per-bar net Sharpe ratio less the standard errors; NaN where it is undefined.</param>
/// <param name="StandardError">Standard error of that ratio.</param>
public readonly record struct ThresholdTrial(double Threshold, int Trades, double NetReturn, double LowerBound, double StandardError = 0);

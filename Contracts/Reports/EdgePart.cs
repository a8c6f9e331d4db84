namespace Huracan.Contracts.Reports;

/// <summary>A mean over trades.</summary>
/// <param name="Bps">The mean, basis points of a trade's entry notional; NaN without trades.</param>
/// <param name="StandardError">Of the mean, days as clusters (F16), basis points; NaN with trades on fewer than two days.</param>
public readonly record struct EdgePart(double Bps, double StandardError);

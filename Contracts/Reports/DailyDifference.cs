namespace Huracan.Contracts.Reports;

/// <summary>Mean difference of two ways to trade the same days: what one brought each day less what the other did.</summary>
/// <param name="Days">Days, UTC.</param>
/// <param name="MeanBps">Mean difference a day, basis points of equity.</param>
/// <param name="StandardErrorBps">Standard error of that mean; NaN with fewer than two days.</param>
/// <param name="PValue">
/// Two-sided, by Student's t over the days; NaN where the two never differ or differ on no more than one day.
/// </param>
public sealed record DailyDifference(int Days, double MeanBps, double StandardErrorBps, double PValue);

namespace Huracan.Contracts.Reports;

/// <summary>Whether forecasts are as often right as their confidence says. NaN without a labelled forecast.</summary>
/// <param name="Method">How they were corrected.</param>
/// <param name="EceRaw">Calibration error before the correction (F13), 0 to 1.</param>
/// <param name="Ece">The same after it.</param>
/// <param name="BrierRaw">Brier score before it.</param>
/// <param name="Brier">The same after it.</param>
/// <param name="Bins">The corrected forecasts by confidence, ascending.</param>
public sealed record CalibrationReport(
    CalibrationMethod Method, double EceRaw, double Ece, double BrierRaw, double Brier, IReadOnlyList<ReliabilityBin> Bins);

using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Bench.Confidence;

/// <summary>Forecasts of a trained unit, not corrected.</summary>
/// <param name="Validation">Of the best model on validation.</param>
/// <param name="Test">Of the final model on test.</param>
/// <param name="Report">What the pipeline says of test.</param>
internal sealed record TrainedUnit(LabelledForecasts Validation, LabelledForecasts Test, ForecastReport Report)
{
    private const int Overlap = 5;

    /// <summary>The same forecasts, each surer than it is by a factor.</summary>
    public TrainedUnit Sharpened(double factor)
    {
        var scaling = new TemperatureScaling(1 / factor);
        return this with { Validation = Validation.Changed(scaling.Apply), Test = Test.Changed(scaling.Apply) };
    }

    /// <summary>What the pipeline's rule learns from validation, or from its first half.</summary>
    public ConfidenceCalibration Learnt(bool fromHalf = false)
    {
        var count = fromHalf ? Validation.Classes.Length / 2 : Validation.Classes.Length;
        return CalibrationChoice.Of(Validation.Predictions.AsSpan(0, count), Validation.Classes.AsSpan(0, count), Overlap).Calibration;
    }

    /// <summary>What one method learns from all of validation.</summary>
    public ConfidenceCalibration Fitted(CalibrationMethod method) =>
        ConfidenceCalibration.Fit(method, Validation.Predictions, Validation.Classes);
}

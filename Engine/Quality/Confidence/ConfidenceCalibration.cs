using Huracan.Contracts.Reports;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>A correction of a model's probabilities. One made with neither changes nothing.</summary>
public sealed record ConfidenceCalibration
{
    /// <summary>No correction.</summary>
    public static ConfidenceCalibration Identity { get; } = new();

    /// <summary>Corrects by a temperature; null does not.</summary>
    public TemperatureScaling? Temperature { get; init; }

    /// <summary>Corrects by a rising function of the confidence; null does not.</summary>
    public IsotonicConfidence? Isotonic { get; init; }

    /// <summary>Why it is this one, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Which it is.</summary>
    public CalibrationMethod Method =>
        Isotonic is not null ? CalibrationMethod.Isotonic
        : Temperature is not null ? CalibrationMethod.Temperature
        : CalibrationMethod.Identity;

    /// <summary>Learns a correction of one kind.</summary>
    /// <param name="method">The kind.</param>
    /// <param name="predictions">Forecasts that the model was not trained on.</param>
    /// <param name="classes">What occurred: -1, 0 or 1.</param>
    public static ConfidenceCalibration Fit(
        CalibrationMethod method, ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes) => method switch
        {
            CalibrationMethod.Temperature => new() { Temperature = TemperatureScaling.Fit(predictions, classes) },
            CalibrationMethod.Isotonic => new() { Isotonic = IsotonicConfidence.Fit(predictions, classes) },
            _ => Identity,
        };

    /// <summary>The corrected forecast: the likeliest class and the value are the same, the confidence is another.</summary>
    public Prediction Apply(Prediction forecast) => Isotonic?.Apply(forecast) ?? Temperature?.Apply(forecast) ?? forecast;
}

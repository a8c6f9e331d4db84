using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>Measures what a correction of the confidence is worth.</summary>
public static class CalibrationMeasures
{
    extension(CalibrationReport)
    {
        /// <summary>Measures forecasts before and after the correction.</summary>
        /// <param name="method">How they were corrected.</param>
        /// <param name="raw">The model's own forecasts.</param>
        /// <param name="calibrated">The same corrected.</param>
        /// <param name="classes">What occurred: -1, 0 or 1.</param>
        /// <exception cref="ArgumentException">Lengths differ.</exception>
        public static CalibrationReport Of(
            CalibrationMethod method, ReadOnlySpan<Prediction> raw, ReadOnlySpan<Prediction> calibrated, ReadOnlySpan<sbyte> classes)
        {
            if (raw.Length != classes.Length)
                throw new ArgumentException($"There are {raw.Length} forecasts for {classes.Length} outcomes.", nameof(classes));
            var after = Error(calibrated, classes);
            return new CalibrationReport(
                method, Error(raw, classes).Error, after.Error, ClassificationMetrics.Of(raw, classes).Brier,
                ClassificationMetrics.Of(calibrated, classes).Brier, after.Bins);
        }
    }

    private static CalibrationError Error(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
    {
        var confidences = new double[predictions.Length];
        var right = new bool[predictions.Length];
        for (var i = 0; i < predictions.Length; i++)
            (confidences[i], right[i]) = (predictions[i].Confidence, predictions[i].Direction == classes[i]);
        return CalibrationError.Of(confidences, right);
    }
}

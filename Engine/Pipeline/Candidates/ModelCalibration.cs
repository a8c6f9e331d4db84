using Huracan.Contracts;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>
/// <c>calibration.json</c> of a saved model: what its forecasts are corrected by, and what intervals of its expected return begin from.
/// </summary>
/// <param name="Confidence">Correction of the confidence.</param>
/// <param name="Intervals">Scores of the calibration block.</param>
public sealed record ModelCalibration(ConfidenceCalibration Confidence, ConformalState Intervals)
{
    /// <summary>Refuses what no calibration can have taught.</summary>
    /// <param name="origin">Where it comes from, for messages.</param>
    /// <exception cref="InputRefusedException">A number is out of its range; the message names origin, key and rule.</exception>
    public void RefuseDamaged(string origin)
    {
        if (Confidence.Temperature is { Temperature: not (>= TemperatureScaling.Coldest and <= TemperatureScaling.Hottest) })
            throw Refuse("temperature", $"lie in [{TemperatureScaling.Coldest}, {TemperatureScaling.Hottest}]");
        if (Confidence.Isotonic is { } function && !(function.Confidences.Count == function.Accuracies.Count
            && function.Confidences.Count > 0 && IsRising(function.Confidences, strictly: true)
            && IsRising(function.Accuracies, strictly: false)))
            throw Refuse("isotonic", $"be knots of a function that rises from 0 to 1 at most");
        if (!Intervals.IsPossible())
            throw Refuse("intervals", $"{ConformalState.Rule}");

        InputRefusedException Refuse(string key, FormattableString rule) =>
            new($"{origin}/{TrainedModel.CalibrationFile}, key '{key}': it must {FormattableString.Invariant(rule)}.");
    }

    private static bool IsRising(IReadOnlyList<double> values, bool strictly) =>
        values.All(value => value is >= 0 and <= 1)
        && values.Zip(values.Skip(1)).All(pair => strictly ? pair.First < pair.Second : pair.First <= pair.Second);
}

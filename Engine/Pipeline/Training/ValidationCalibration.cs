using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>
/// What the best model's forecasts of validation teach about its confidence. It was not fitted on them, and of validation it knows nothing
/// but the epoch at which it stopped.
/// </summary>
/// <param name="Calibration">Learnt on all of validation.</param>
/// <param name="CrossFitted">
/// The forecasts with an outcome in validation, each half corrected as the other half teaches: what validation is measured by.
/// </param>
public sealed record ValidationCalibration(ModelCalibration Calibration, Forecasts CrossFitted)
{
    /// <summary>Learns from forecasts that were not corrected.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="forecasts">Forecasts of the validation part.</param>
    /// <param name="known">Bars of validation whose outcome lies in it, ascending.</param>
    public static ValidationCalibration Of(Candidate candidate, Forecasts forecasts, int[] known)
    {
        var labels = candidate.Labels;
        var judged = forecasts.At(Array.ConvertAll(known, bar => Array.BinarySearch(forecasts.Bars, bar)));
        var choice = CalibrationChoice.Of(judged.Predictions, Array.ConvertAll(known, bar => labels.Classes[bar]), Overlap(labels));
        var scores = new IntervalReplay(labels, TrailingVolatility.Of(candidate.Data.Candles))
            .Scores(known, judged.Spans, candidate.Parts.Validation.End);
        return new ValidationCalibration(
            new ModelCalibration(choice.Calibration, ConformalState.Of(scores) with { OfQuantiles = judged.Quantiles is not null }),
            judged.Corrected(choice.CrossFitted));
    }

    // Bars that an outcome rests on.
    private static int Overlap(LabelSet labels) => 1 + labels.Latency + labels.Horizon;
}

using Huracan.Contracts.Reports;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>Chooses between no correction, a temperature and an isotonic function, and learns the one chosen.</summary>
/// <param name="Calibration">The correction, learnt on all of the block.</param>
/// <param name="CrossFitted">
/// The block's forecasts corrected by the method chosen, each half as the other half teaches it: what the correction is worth on bars it
/// was not learnt on.
/// </param>
public sealed record CalibrationChoice(ConfidenceCalibration Calibration, Prediction[] CrossFitted)
{
    /// <summary>Fewest forecasts with an outcome that anything is learnt from.</summary>
    public const int MinSamples = 100;

    /// <summary>Fewest from which an isotonic function is learnt.</summary>
    public const int MinIsotonicSamples = 1_000;

    /// <summary>
    /// Cuts the block into two consecutive halves and corrects each by what the other teaches. From the simplest on, a method replaces the
    /// one before if its log loss is lower by more than one standard error of the mean difference, outcomes that overlap counted as one.
    /// </summary>
    /// <param name="predictions">Forecasts that the model was not trained on, in order of time.</param>
    /// <param name="classes">What occurred: -1, 0 or 1.</param>
    /// <param name="overlap">Bars an outcome spans, 1 or more; as many forecasts before the cut are left out.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static CalibrationChoice Of(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes, int overlap)
    {
        if (predictions.Length != classes.Length)
            throw new ArgumentException($"There are {predictions.Length} forecasts for {classes.Length} outcomes.", nameof(classes));
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, 1);
        var chosen = new Attempt(CalibrationMethod.Identity, predictions.ToArray());
        if (predictions.Length < MinSamples + overlap)
            return new CalibrationChoice(Because($"{predictions.Length} forecasts are too few to learn from"), chosen.Predictions);

        var cut = predictions.Length / 2;
        var halves = new Halves(cut - overlap, cut);
        var reason = "no method is better on the other half of the block by more than chance";
        foreach (var method in new[] { CalibrationMethod.Temperature, CalibrationMethod.Isotonic })
        {
            if (method == CalibrationMethod.Isotonic && predictions.Length < MinIsotonicSamples)
                continue;
            var attempt = halves.CrossFit(method, predictions, classes);
            var (gain, error) = halves.Gain(chosen.Predictions, attempt.Predictions, classes, overlap);
            if (!(gain > error))
                continue;
            reason = FormattableString.Invariant(
                $"log loss on the other half lower by {gain:0.0000} than with {Name(chosen.Method)}, standard error {error:0.0000}");
            chosen = attempt;
        }
        return new CalibrationChoice(
            ConfidenceCalibration.Fit(chosen.Method, predictions, classes) with { Reason = reason }, chosen.Predictions);
    }

    private static ConfidenceCalibration Because(string reason) => ConfidenceCalibration.Identity with { Reason = reason };

    private static string Name(CalibrationMethod method) =>
        method == CalibrationMethod.Identity ? "no correction" : "a temperature";

    private sealed record Attempt(CalibrationMethod Method, Prediction[] Predictions);

    // The first half ends where its last outcome is known before the second begins.
    private readonly record struct Halves(int FirstEnd, int SecondStart)
    {
        public Attempt CrossFit(CalibrationMethod method, ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
        {
            var ofFirst = ConfidenceCalibration.Fit(method, predictions[..FirstEnd], classes[..FirstEnd]);
            var ofSecond = ConfidenceCalibration.Fit(method, predictions[SecondStart..], classes[SecondStart..]);
            var corrected = new Prediction[predictions.Length];
            for (var i = 0; i < corrected.Length; i++)
                corrected[i] = (i < SecondStart ? ofSecond : ofFirst).Apply(predictions[i]);
            return new Attempt(method, corrected);
        }

        public (double Gain, double Error) Gain(Prediction[] before, Prediction[] after, ReadOnlySpan<sbyte> classes, int overlap)
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            for (var i = 0; i < before.Length; i++)
            {
                if (i >= FirstEnd && i < SecondStart)
                    continue;
                var gain = LogOf(after[i].Of(classes[i])) - LogOf(before[i].Of(classes[i]));
                (sum, squares, count) = (sum + gain, squares + gain * gain, count + 1);
            }
            var mean = sum / count;
            return (mean, Math.Sqrt(Math.Max(0, squares / count - mean * mean) * overlap / count));
        }

        private static double LogOf(double probability) => Math.Log(Math.Max(probability, 1e-15));
    }
}

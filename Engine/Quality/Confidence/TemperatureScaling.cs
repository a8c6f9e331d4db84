using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Corrects all confidences by one number: probabilities in proportion to p^(1/T). A temperature above 1 makes forecasts less sure, one
/// below 1 surer; the order of the classes stays (F13: Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017).
/// </summary>
/// <param name="Temperature">T, 0.05 to 20; 1 changes nothing.</param>
public sealed record TemperatureScaling(double Temperature)
{
    internal const double Coldest = 0.05;
    internal const double Hottest = 20;
    private const int Halvings = 60;

    /// <summary>
    /// The temperature of the least mean log loss. The loss is convex in 1/T, so that halving the interval in which its derivative changes
    /// sign finds it.
    /// </summary>
    /// <param name="predictions">Forecasts that the model was not trained on, one or more.</param>
    /// <param name="classes">What occurred: -1, 0 or 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is none.</exception>
    public static TemperatureScaling Fit(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
    {
        if (predictions.Length != classes.Length || predictions.Length == 0)
            throw new ArgumentException($"There are {predictions.Length} forecasts for {classes.Length} outcomes.", nameof(classes));
        var (low, high) = (Math.Log(1 / Hottest), Math.Log(1 / Coldest));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Slope(predictions, classes, Math.Exp(middle)) > 0)
                high = middle;
            else
                low = middle;
        }
        return new TemperatureScaling(Math.Exp(-(low + high) / 2));
    }

    /// <summary>The corrected forecast; its value stays.</summary>
    public Prediction Apply(Prediction forecast)
    {
        var (down, flat, up) = Scaled(forecast, 1 / Temperature);
        return forecast.With(down, flat, up);
    }

    // Derivative of the summed log loss by 1/T.
    private static double Slope(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes, double inverse)
    {
        var slope = 0.0;
        for (var i = 0; i < predictions.Length; i++)
        {
            var (down, flat, up) = Scaled(predictions[i], inverse);
            var expected = (down * LogOf(predictions[i].Down) + flat * LogOf(predictions[i].Flat) + up * LogOf(predictions[i].Up))
                / (down + flat + up);
            slope += expected - LogOf(predictions[i].Of(classes[i]));
        }
        return slope;
    }

    // In proportion: the likeliest class is 1, so that nothing overflows.
    private static (double Down, double Flat, double Up) Scaled(Prediction forecast, double inverse)
    {
        var top = LogOf(forecast.Confidence);
        return (
            Math.Exp(inverse * (LogOf(forecast.Down) - top)), Math.Exp(inverse * (LogOf(forecast.Flat) - top)),
            Math.Exp(inverse * (LogOf(forecast.Up) - top)));
    }

    private static double LogOf(double probability) => Math.Log(Math.Max(probability, 1e-12));
}

using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>The three probabilities of a forecast as numbers to calculate with.</summary>
internal static class Probabilities
{
    /// <summary>The least probability that a calibrated forecast gives to a class: nothing is certain.</summary>
    private const double Least = 1e-6;

    /// <summary>The forecast with probabilities in proportion to these, each at least one in a million; its value stays.</summary>
    public static Prediction With(this Prediction forecast, double down, double flat, double up)
    {
        var sum = down + flat + up;
        (down, flat, up) = (Math.Max(down / sum, Least), Math.Max(flat / sum, Least), Math.Max(up / sum, Least));
        sum = down + flat + up;
        return forecast with { Down = (float)(down / sum), Flat = (float)(flat / sum), Up = (float)(up / sum) };
    }

    /// <summary>Probability of a class: -1, 0 or 1.</summary>
    public static double Of(this Prediction forecast, int label) =>
        label < 0 ? forecast.Down : label > 0 ? forecast.Up : forecast.Flat;
}

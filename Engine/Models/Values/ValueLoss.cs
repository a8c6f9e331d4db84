namespace Huracan.Engine.Models.Values;

/// <summary>
/// The loss of a value head: Huber's of the mean, and the pinball loss of the quantiles (Koenker and Bassett, "Regression Quantiles",
/// 1978), averaged over their levels.
/// </summary>
internal static class ValueLoss
{
    /// <summary>What it counts beside the cross-entropy of the classes: about as much as what features take from either.</summary>
    public const double Share = 0.5;

    /// <summary>
    /// Error in standard deviations beyond which Huber's loss grows in proportion: far enough out that the mean stays the mean, near enough
    /// that a crash does not outweigh a batch.
    /// </summary>
    public const double HuberFrom = 3;

    /// <summary>The loss of a row of <see cref="ValueOutputs"/>, and the gradients of <paramref name="weight"/> times it.</summary>
    /// <param name="row">The outputs; overwritten by their gradients.</param>
    /// <param name="outcome">The return, in the same scale.</param>
    /// <param name="weight">What the gradients are multiplied by.</param>
    public static double Gradients(Span<float> row, double outcome, double weight)
    {
        Span<double> quantiles = stackalloc double[ReturnQuantiles.Count];
        Span<double> slopes = stackalloc double[ReturnQuantiles.Count];
        ValueOutputs.Quantiles(row, quantiles);
        var pinball = 0.0;
        for (var k = 0; k < slopes.Length; k++)
        {
            var (level, above) = (ReturnQuantiles.Levels[k], outcome - quantiles[k]);
            pinball += Math.Max(level * above, (level - 1) * above);
            slopes[k] = ((above < 0 ? 1 : 0) - level) / slopes.Length;
        }
        var error = row[0] - outcome;
        var size = Math.Abs(error);
        var huber = size <= HuberFrom ? error * error / 2 : HuberFrom * (size - HuberFrom / 2);
        row[0] = (float)(weight * Math.Clamp(error, -HuberFrom, HuberFrom));
        row[1] = (float)(weight * (slopes[0] + slopes[1] + slopes[2] + slopes[3] + slopes[4]));
        row[2] = (float)(weight * Logistic(row[2]) * (slopes[3] + slopes[4]));
        row[3] = (float)(weight * Logistic(row[3]) * slopes[4]);
        row[4] = (float)(-weight * Logistic(row[4]) * (slopes[1] + slopes[0]));
        row[5] = (float)(-weight * Logistic(row[5]) * slopes[0]);
        return huber + pinball / slopes.Length;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

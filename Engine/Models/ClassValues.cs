namespace Huracan.Engine.Models;

/// <summary>
/// The mean label return of each class over the training samples: turns class probabilities into an expected return,
/// <c>Value = Σ p·mean</c>. A class that does not occur counts 0.
/// </summary>
/// <param name="Down">Mean log return of class 0.</param>
/// <param name="Flat">Mean log return of class 1.</param>
/// <param name="Up">Mean log return of class 2.</param>
public sealed record ClassValues(double Down, double Flat, double Up)
{
    /// <summary>Fits the means, summed in the samples' order.</summary>
    public static ClassValues Fit(Samples train)
    {
        Span<double> sums = stackalloc double[3];
        Span<int> counts = stackalloc int[3];
        for (var i = 0; i < train.Count; i++)
        {
            sums[train.Classes[i]] += train.Returns[i];
            counts[train.Classes[i]]++;
        }
        return new(sums[0] / Math.Max(counts[0], 1), sums[1] / Math.Max(counts[1], 1), sums[2] / Math.Max(counts[2], 1));
    }

    /// <summary>The forecast with these probabilities, which sum to 1.</summary>
    public Prediction Predict(float down, float flat, float up) => new(down, flat, up, (float)(down * Down + flat * Flat + up * Up));
}

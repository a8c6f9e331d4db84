namespace Huracan.Engine.Models;

/// <summary>
/// The mean label return of each class over the training samples: turns class probabilities into an expected return,
/// <c>Value = Σ p·mean</c>, each sample counted by its weight. A class that does not occur counts 0.
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
        for (var i = 0; i < train.Count; i++)
            sums[train.Classes[i]] += train.WeightOf(i) * train.Returns[i];
        var counts = Array.ConvertAll(ClassWeights.Counts(train), count => count > 0 ? count : 1);
        return new(sums[0] / counts[0], sums[1] / counts[1], sums[2] / counts[2]);
    }

    /// <summary>The forecast with these probabilities, which sum to 1.</summary>
    public Prediction Predict(float down, float flat, float up) => new(down, flat, up, (float)(down * Down + flat * Flat + up * Up));
}

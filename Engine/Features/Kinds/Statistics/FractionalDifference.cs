namespace Huracan.Engine.Features.Kinds.Statistics;

/// <summary>
/// Fractionally differenced log close (López de Prado, Advances in Financial Machine Learning, chapter 5; fixed-width window):
/// Σ w_k·ln C_(t-k) with w_0 = 1, w_k = -w_(k-1)·(d - k + 1)/k up to the last |w_k| ≥ <c>threshold</c>. It keeps more memory of the level
/// than a return; d is fixed in the recipe, so nothing is fitted. A smaller threshold makes a longer warm-up: 1,457 bars for d = 0.4 and
/// 1e-5.
/// </summary>
[FeatureKind("fractional_difference")]
internal sealed class FractionalDifference(FeatureParameters parameters) : IFeature
{
    private readonly double[] weights = Weights(parameters.Number("d", 0.4, 0.05, 0.95), parameters.Number("threshold", 1e-4, 1e-6, 0.1));

    public int WarmUp => weights.Length - 1;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var logs = input.LogClose();
        for (var t = WarmUp; t < logs.Length; t++)
            destination[t] = FixedOrder.Dot(weights, logs.Slice(t - WarmUp, weights.Length));
    }

    /// <summary>The weights in the order of the bars: the current bar's is the last.</summary>
    private static double[] Weights(double d, double threshold)
    {
        var weights = new List<double>();
        for (var (weight, k) = (1.0, 1); Math.Abs(weight) >= threshold; k++)
        {
            weights.Add(weight);
            weight *= -(d - k + 1) / k;
        }
        weights.Reverse();
        return [.. weights];
    }
}

namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>A linear map from features to the logits of three classes.</summary>
/// <param name="Slopes">Three rows of F, one for each class.</param>
/// <param name="Intercepts">Three.</param>
internal sealed record LinearWeights(double[] Slopes, double[] Intercepts)
{
    /// <summary>Number of features.</summary>
    public int Features => Slopes.Length / 3;

    /// <summary>Writes the probabilities of the three classes.</summary>
    public void Probabilities(ReadOnlySpan<float> row, Span<double> probabilities)
    {
        for (var k = 0; k < 3; k++)
            probabilities[k] = Intercepts[k] + RowMath.Dot(Slopes.AsSpan(k * row.Length, row.Length), row);
        var top = Math.Max(probabilities[0], Math.Max(probabilities[1], probabilities[2]));
        var sum = 0.0;
        for (var k = 0; k < 3; k++)
            sum += probabilities[k] = Math.Exp(probabilities[k] - top);
        for (var k = 0; k < 3; k++)
            probabilities[k] /= sum;
    }

    /// <summary>Mean log loss, each sample counted by its weight.</summary>
    public double Loss(Samples samples)
    {
        Span<double> probabilities = stackalloc double[3];
        var sum = 0.0;
        for (var i = 0; i < samples.Count; i++)
        {
            Probabilities(samples.Table.Row(samples.Bars[i]), probabilities);
            sum -= samples.WeightOf(i) * Math.Log(Math.Max(probabilities[samples.Classes[i]], 1e-300));
        }
        return sum / samples.TotalWeight();
    }
}

namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// Multinomial logistic regression with an elastic net: the weights of the least mean log loss + λ(ρ‖W‖₁ + (1 − ρ)/2 ‖W‖²), the intercepts
/// free, each sample counted by its weight (Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via
/// Coordinate Descent", 2010). The objective is convex; <see cref="ProximalGradients"/> solve it.
/// </summary>
internal sealed class ElasticNet
{
    private readonly Samples samples;
    private readonly double l1Ratio;
    private readonly double smoothness;
    private readonly double all; // weight of all samples

    /// <param name="samples">What is learnt from.</param>
    /// <param name="l1Ratio">ρ: share of the penalty on absolute weights, 0 to 1.</param>
    public ElasticNet(Samples samples, double l1Ratio)
    {
        (this.samples, this.l1Ratio) = (samples, l1Ratio);
        all = samples.TotalWeight();
        Start = new(new double[3 * samples.Table.Features], LogFrequencies());
        // The log loss curves by half the largest eigenvalue at most (Böhning, "Multinomial Logistic Regression Algorithm", 1992), and a
        // hundredth more, since that is found from below.
        smoothness = 0.51 * ProximalGradients.LargestEigenvalue(samples);
    }

    /// <summary>The weights of the strongest penalty: no feature counts, the intercepts give the frequencies of the classes.</summary>
    public LinearWeights Start { get; }

    /// <summary>The least λ at which no feature counts; as for ρ = 0.001 where ρ is less, since without absolute weights there is
    /// none.</summary>
    public double LargestPenalty()
    {
        var slopes = new double[Start.Slopes.Length];
        Gradient(Start, slopes, new double[3]);
        return slopes.Max(Math.Abs) / Math.Max(l1Ratio, 1e-3);
    }

    /// <summary>Solves for one λ.</summary>
    /// <param name="from">Where to start.</param>
    /// <param name="penalty">λ, 0 or more.</param>
    /// <param name="tolerance">It ends when no weight moves by more than this in a step.</param>
    /// <param name="mostSteps">It ends after so many steps in any case.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public LinearWeights Solve(
        LinearWeights from, double penalty, double tolerance, int mostSteps, CancellationToken cancellationToken)
    {
        var step = 1 / (smoothness + penalty * (1 - l1Ratio));
        var solver = new ProximalGradients(step, penalty * (1 - l1Ratio), step * penalty * l1Ratio, tolerance, mostSteps);
        var (slopes, intercepts) = (new double[from.Slopes.Length], new double[3]);
        return Split(solver.Solve([.. from.Slopes, .. from.Intercepts], slopes.Length, Gradients, cancellationToken));

        void Gradients(double[] weights, double[] gradients)
        {
            Gradient(Split(weights), slopes, intercepts);
            slopes.CopyTo(gradients, 0);
            intercepts.CopyTo(gradients, slopes.Length);
        }
    }

    // The mean log loss by the samples' weights, without the penalty.
    private void Gradient(LinearWeights weights, double[] slopes, double[] intercepts)
    {
        Array.Clear(slopes);
        Array.Clear(intercepts);
        var features = weights.Features;
        Span<double> probabilities = stackalloc double[3];
        for (var i = 0; i < samples.Count; i++)
        {
            var row = samples.Table.Row(samples.Bars[i]);
            weights.Probabilities(row, probabilities);
            probabilities[samples.Classes[i]] -= 1;
            var weight = samples.WeightOf(i);
            for (var k = 0; k < 3; k++)
            {
                var slope = weight * probabilities[k] / all;
                intercepts[k] += slope;
                RowMath.Add(slopes.AsSpan(k * features, features), slope, row);
            }
        }
    }

    private double[] LogFrequencies() =>
        Array.ConvertAll(ClassWeights.Counts(samples), count => Math.Log((count + 1) / (all + 3)));

    private static LinearWeights Split(double[] all) => new(all[..^3], all[^3..]);
}

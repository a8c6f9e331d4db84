namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// Multinomial logistic regression with an elastic net: the weights of the least mean log loss + λ(ρ‖W‖₁ + (1 − ρ)/2 ‖W‖²), the intercepts
/// free (Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent", 2010). The objective
/// is convex; it is solved by accelerated proximal gradients (Beck and Teboulle, "A Fast Iterative Shrinkage-Thresholding Algorithm", 2009)
/// that begin anew whenever they would go uphill (O'Donoghue and Candès, "Adaptive Restart for Accelerated Gradient Schemes", 2015).
/// </summary>
internal sealed class ElasticNet
{
    private const int PowerSteps = 50;

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
        smoothness = LargestCurvature();
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
        var threshold = step * penalty * l1Ratio;
        double[] now = [.. from.Slopes, .. from.Intercepts];
        double[] ahead = [.. now];
        var next = new double[now.Length];
        var slopes = new double[from.Slopes.Length];
        var intercepts = new double[3];
        var momentum = 1.0;
        for (var i = 0; i < mostSteps; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Gradient(Split(ahead), slopes, intercepts);
            double moved = 0, uphill = 0;
            for (var j = 0; j < now.Length; j++)
            {
                if (j < slopes.Length)
                {
                    var target = ahead[j] - step * (slopes[j] + penalty * (1 - l1Ratio) * ahead[j]);
                    next[j] = Math.CopySign(Math.Max(Math.Abs(target) - threshold, 0), target);
                }
                else
                {
                    next[j] = ahead[j] - step * intercepts[j - slopes.Length];
                }
                moved = Math.Max(moved, Math.Abs(next[j] - now[j]));
                uphill += (ahead[j] - next[j]) * (next[j] - now[j]);
            }
            var grown = uphill > 0 ? 1 : (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            var carry = uphill > 0 ? 0 : (momentum - 1) / grown;
            for (var j = 0; j < now.Length; j++)
            {
                ahead[j] = next[j] + carry * (next[j] - now[j]);
                now[j] = next[j];
            }
            momentum = grown;
            if (moved <= tolerance)
                break;
        }
        return Split(now);
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

    // The log loss curves by half the largest eigenvalue of the features' second moments at most, a column of ones for the intercepts among
    // them (Böhning, "Multinomial Logistic Regression Algorithm", 1992).
    private double LargestCurvature()
    {
        var features = samples.Table.Features;
        var direction = new double[features + 1];
        Array.Fill(direction, 1 / Math.Sqrt(features + 1));
        var product = new double[features + 1];
        var eigenvalue = 0.0;
        for (var i = 0; i < PowerSteps; i++)
        {
            Array.Clear(product);
            for (var sample = 0; sample < samples.Count; sample++)
            {
                var row = samples.Table.Row(samples.Bars[sample]);
                var along = samples.WeightOf(sample) * (RowMath.Dot(direction.AsSpan(0, features), row) + direction[features]) / all;
                RowMath.Add(product.AsSpan(0, features), along, row);
                product[features] += along;
            }
            eigenvalue = Math.Sqrt(product.Sum(value => value * value));
            for (var j = 0; j <= features; j++)
                direction[j] = product[j] / eigenvalue;
        }
        return 0.51 * eigenvalue; // the steps come near it from below
    }

    private double[] LogFrequencies() =>
        Array.ConvertAll(ClassWeights.Counts(samples), count => Math.Log((count + 1) / (all + 3)));

    private static LinearWeights Split(double[] all) => new(all[..^3], all[^3..]);
}

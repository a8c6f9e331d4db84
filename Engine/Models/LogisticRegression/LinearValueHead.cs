using Huracan.Engine.Models.Values;

namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// Linear forecasts of the mean of the return, by least squares, and of each of its quantiles, by the pinball loss (Koenker and Bassett,
/// "Regression Quantiles", 1978), under the same elastic net as the classes: as strong, against the strength at which no feature counts.
/// The corner of the pinball loss is rounded over <see cref="Corner"/> deviations to either side, so that it has a gradient (Chen, "A
/// Finite Smoothing Algorithm for Quantile Regression", 2007).
/// </summary>
/// <param name="Scale">What returns are learnt in.</param>
/// <param name="Slopes">Six rows of F: the mean's, then one for each quantile.</param>
/// <param name="Intercepts">Six.</param>
internal sealed record LinearValueHead(ReturnScale Scale, double[] Slopes, double[] Intercepts)
{
    private const double Corner = 0.1;
    private const double Tolerance = 1e-5;
    private const int MostSteps = 300;
    private const int Rows = 1 + ReturnQuantiles.Count;

    /// <summary>Solves it.</summary>
    /// <param name="train">What is learnt from.</param>
    /// <param name="l1Ratio">Share of the penalty on absolute weights, 0 to 1.</param>
    /// <param name="strength">Strength of the penalty as a share of that at which no feature counts, above 0, at most 1.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public static LinearValueHead Fit(Samples train, double l1Ratio, double strength, CancellationToken cancellationToken)
    {
        var scale = ReturnScale.Fit(train);
        var outcomes = scale.Of(train.Returns);
        var curvature = 1.02 * ProximalGradients.LargestEigenvalue(train);
        var features = train.Table.Features;
        var (slopes, intercepts) = (new double[Rows * features], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            double? level = row == 0 ? null : ReturnQuantiles.Levels[row - 1];
            void Gradient(double[] at, double[] gradient) => Gradients(train, outcomes, level, at, gradient);

            var start = new double[features + 1];
            start[features] = level is { } share ? Quantile(train, outcomes, share) : 0; // the scale takes the mean away
            var first = new double[features + 1];
            Gradient(start, first);
            var penalty = strength * first[..features].Max(Math.Abs) / Math.Max(l1Ratio, 1e-3);
            var ridge = penalty * (1 - l1Ratio);
            var step = 1 / (curvature / (level is null ? 1 : 2 * Corner) + ridge);
            var solved = new ProximalGradients(step, ridge, step * penalty * l1Ratio, Tolerance, MostSteps)
                .Solve(start, features, Gradient, cancellationToken);
            solved.AsSpan(0, features).CopyTo(slopes.AsSpan(row * features));
            intercepts[row] = solved[features];
        }
        return new(scale, slopes, intercepts);
    }

    /// <summary>Whether a training of so many features can have given it.</summary>
    public bool IsPossible(int features) =>
        Scale.IsPossible && Slopes.Length == Rows * features && Intercepts.Length == Rows && Slopes.Concat(Intercepts).All(double.IsFinite);

    /// <summary>The mean of a return.</summary>
    public float Value(ReadOnlySpan<float> features) => Scale.Return(Scaled(0, features));

    /// <summary>Writes its quantiles, ascending: those that cross are sorted.</summary>
    public void Quantiles(ReadOnlySpan<float> features, Span<float> quantiles)
    {
        for (var k = 0; k < quantiles.Length; k++)
            quantiles[k] = Scale.Return(Scaled(k + 1, features));
        quantiles.Sort();
    }

    private double Scaled(int row, ReadOnlySpan<float> features) =>
        Intercepts[row] + RowMath.Dot(Slopes.AsSpan(row * features.Length, features.Length), features);

    // Of the mean loss: half the squared error without a level.
    private static void Gradients(Samples train, float[] outcomes, double? level, double[] at, double[] gradient)
    {
        Array.Clear(gradient);
        var features = train.Table.Features;
        var all = train.TotalWeight();
        for (var i = 0; i < train.Count; i++)
        {
            var row = train.Table.Row(train.Bars[i]);
            var above = outcomes[i] - at[features] - RowMath.Dot(at.AsSpan(0, features), row);
            var slope = level is { } share ? share - 0.5 + 0.5 * Math.Clamp(above / Corner, -1, 1) : above;
            var factor = -train.WeightOf(i) * slope / all;
            RowMath.Add(gradient.AsSpan(0, features), factor, row);
            gradient[features] += factor;
        }
    }

    // The least outcome below or at which that share of the samples' weight lies.
    private static double Quantile(Samples train, float[] outcomes, double share)
    {
        int[] order = [.. Enumerable.Range(0, outcomes.Length).OrderBy(i => outcomes[i])];
        var (sum, wanted) = (0.0, share * train.TotalWeight());
        foreach (var i in order)
        {
            sum += train.WeightOf(i);
            if (sum >= wanted)
                return outcomes[i];
        }
        return outcomes[order[^1]];
    }
}

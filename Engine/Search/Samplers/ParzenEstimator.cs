using System.Numerics.Tensors;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// A density made of one kernel per observation and one over the whole range, each a product over the parameters: truncated normals for
/// numbers, smoothed one-hot tables for choices. As Optuna's estimator; Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011.
/// </summary>
internal sealed class ParzenEstimator
{
    private const int NewestAtFullWeight = 25;

    private readonly IKernels[] dimensions;
    private readonly double[] cumulative;
    private readonly double[] logWeights;

    /// <param name="space">The parameters, one dimension each.</param>
    /// <param name="observations">Internal values, a row per parameter, the oldest observation first; there may be none.</param>
    /// <param name="options">How kernels spread.</param>
    public ParzenEstimator(IReadOnlyList<Distribution> space, double[][] observations, ParzenOptions options)
    {
        var count = observations[0].Length;
        var weights = Weights(count, options.PriorWeight);
        dimensions = new IKernels[space.Count];
        logWeights = new double[count + 1];
        TensorPrimitives.Log(weights, logWeights);
        for (var i = 0; i < space.Count; i++)
        {
            dimensions[i] = space[i] switch
            {
                CategoricalDistribution choices => new ChoiceKernels(choices.Choices.Count, observations[i], options.PriorWeight),
                NumericDistribution number => NormalKernels.Of(Scale.Of(number), observations[i], space.Count, options),
                var other => throw new ArgumentException($"There are no kernels for {other}.", nameof(space)),
            };
            dimensions[i].Normalise(logWeights);
        }
        cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            cumulative[i] = sum += weights[i];
    }

    /// <summary>Draws points.</summary>
    /// <returns>Internal values: a row per parameter, a column per point.</returns>
    public double[][] Draw(int count, SeededRandom random)
    {
        var points = Array.ConvertAll(dimensions, _ => new double[count]);
        for (var i = 0; i < count; i++)
        {
            var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
            var kernel = Math.Min(place < 0 ? ~place : place + 1, cumulative.Length - 1);
            for (var d = 0; d < dimensions.Length; d++)
                points[d][i] = dimensions[d].Draw(kernel, random);
        }
        return points;
    }

    /// <summary>Logarithm of the density at points of <see cref="Draw"/>'s shape.</summary>
    public double[] LogDensity(double[][] points)
    {
        var densities = new double[points[0].Length];
        var logs = new double[logWeights.Length];
        for (var i = 0; i < densities.Length; i++)
        {
            logWeights.CopyTo(logs, 0);
            for (var d = 0; d < dimensions.Length; d++)
                dimensions[d].AddLogDensity(points[d][i], logs);
            var most = TensorPrimitives.Max<double>(logs);
            TensorPrimitives.Subtract(logs, most, logs);
            TensorPrimitives.Exp<double>(logs, logs);
            densities[i] = most + Math.Log(TensorPrimitives.Sum<double>(logs));
        }
        return densities;
    }

    // The newest count in full, older ones less and less down to 1/n; the kernel over the whole range comes last.
    internal static double[] Weights(int observations, double prior)
    {
        var weights = new double[observations + 1];
        var ramp = observations - NewestAtFullWeight;
        for (var i = 0; i < observations; i++)
            weights[i] = i >= ramp ? 1 : ramp == 1 ? 1.0 / observations : 1.0 / observations + i * (1 - 1.0 / observations) / (ramp - 1);
        weights[observations] = observations == 0 ? 1 : prior;
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<double>(weights), weights);
        return weights;
    }
}

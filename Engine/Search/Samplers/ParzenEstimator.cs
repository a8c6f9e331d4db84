using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// A density made of one kernel per observation and one over the whole range, each a product over the parameters: truncated normals for
/// numbers, smoothed one-hot tables for choices. As Optuna's estimator; Bergstra et al., "Algorithms for Hyper-Parameter Optimization",
/// 2011. Observations can be added later; <see cref="Fit"/> takes them into account.
/// </summary>
internal sealed class ParzenEstimator
{
    private const int NewestAtFullWeight = 25;
    private const int Block = 256; // kernels at a time

    private readonly IKernels[] dimensions;
    private readonly double priorWeight;
    private readonly List<double> constants = []; // of each kernel, over all dimensions; NaN: not known yet
    private readonly double[] buffer = new double[Block];
    private double[] weights = [];
    private double[] logWeights = [];

    /// <summary>Starts without observations.</summary>
    /// <param name="space">The parameters, one dimension each.</param>
    /// <param name="options">How kernels spread.</param>
    public ParzenEstimator(IReadOnlyList<Distribution> space, ParzenOptions options)
    {
        priorWeight = options.PriorWeight;
        dimensions = [.. space.Select(IKernels (distribution) => distribution switch
        {
            CategoricalDistribution choices => new ChoiceKernels(choices.Choices.Count, options.PriorWeight),
            NumericDistribution number when options.Width == KernelWidth.ByNeighbours =>
                new NeighbourKernels(Scale.Of(number), options.PriorIsNeighbour),
            NumericDistribution number => new NormalKernels(Scale.Of(number), space.Count, options.Width),
            var other => throw new ArgumentException($"There are no kernels for {other}.", nameof(space)),
        })];
    }

    /// <summary>Takes all observations at once.</summary>
    /// <param name="space">The parameters, one dimension each.</param>
    /// <param name="observations">Internal values, a row per parameter, the oldest observation first; there may be none.</param>
    /// <param name="options">How kernels spread.</param>
    public ParzenEstimator(IReadOnlyList<Distribution> space, double[][] observations, ParzenOptions options)
        : this(space, options)
    {
        var values = new double[space.Count];
        for (var i = 0; i < observations[0].Length; i++)
        {
            for (var d = 0; d < values.Length; d++)
                values[d] = observations[d][i];
            Insert(i, values);
        }
        Fit();
    }

    /// <summary>Number of observations.</summary>
    public int Count => constants.Count;

    /// <summary>Adds an observation: internal values in the order of the parameters.</summary>
    public void Insert(int place, ReadOnlySpan<double> values)
    {
        for (var d = 0; d < dimensions.Length; d++)
            dimensions[d].Insert(place, values[d]);
        constants.Insert(place, double.NaN);
    }

    /// <summary>Removes observations from a place on.</summary>
    public void Remove(int place, int count)
    {
        foreach (var dimension in dimensions)
            dimension.Remove(place, count);
        constants.RemoveRange(place, count);
    }

    /// <summary>Fits weights and widths to the observations.</summary>
    /// <param name="leftOut">Observations that do not count, ascending; with widths by neighbours there are none.</param>
    public void Fit(params ReadOnlySpan<int> leftOut)
    {
        var observations = Count - leftOut.Length;
        var (changed, shared) = (false, 0.0);
        foreach (var dimension in dimensions)
        {
            changed |= dimension.Fit(observations);
            shared += dimension.Shared;
        }
        if (changed)
            CollectionsMarshal.AsSpan(constants).Fill(double.NaN);
        FitWeights(observations, leftOut);
        var kernels = CollectionsMarshal.AsSpan(constants);
        for (var i = 0; i < kernels.Length; i++)
        {
            if (double.IsNaN(kernels[i]))
                kernels[i] = Constant(i);
        }
        var logs = logWeights.AsSpan(0, Count);
        TensorPrimitives.Add(logs, kernels, logs);
        TensorPrimitives.Add(logs, shared, logs);
    }

    /// <summary>Draws points.</summary>
    /// <returns>Internal values: a row per parameter, a column per point.</returns>
    public double[][] Draw(int count, SeededRandom random)
    {
        var cumulative = new double[Count + 1];
        var sum = 0.0;
        for (var i = 0; i < cumulative.Length; i++)
            cumulative[i] = sum += weights[i];
        var points = Array.ConvertAll(dimensions, _ => new double[count]);
        for (var i = 0; i < count; i++)
        {
            var place = Array.BinarySearch(cumulative, random.NextDouble() * sum);
            var kernel = Math.Min(place < 0 ? ~place : place + 1, Count);
            for (var d = 0; d < dimensions.Length; d++)
                points[d][i] = kernel == Count ? dimensions[d].DrawPrior(random) : dimensions[d].Draw(kernel, random);
        }
        return points;
    }

    /// <summary>Logarithm of the density at points of <see cref="Draw"/>'s shape.</summary>
    public double[] LogDensity(double[][] points)
    {
        var densities = new double[points[0].Length];
        for (var point = 0; point < densities.Length; point++)
        {
            var sum = Begin(points, point);
            while (sum.Kernels < Count)
                Continue(points, point, ref sum);
            densities[point] = sum.Log;
        }
        return densities;
    }

    /// <summary>
    /// The point at which a gain less this density's logarithm is greatest, the first of equals. A sum over kernels only grows, so that a
    /// point is given up as soon as its part of the sum alone makes it worse than another: of thousands of kernels most need not be looked
    /// at.
    /// </summary>
    /// <param name="points">Points of <see cref="Draw"/>'s shape.</param>
    /// <param name="gains">The gain at each.</param>
    /// <returns>Its column.</returns>
    public int Best(double[][] points, double[] gains)
    {
        var sums = new PartialSum[gains.Length];
        var bounds = new double[gains.Length];
        for (var point = 0; point < sums.Length; point++)
        {
            sums[point] = Begin(points, point);
            bounds[point] = gains[point] - sums[point].Log;
        }
        while (true)
        {
            var most = TensorPrimitives.IndexOfMax<double>(bounds);
            if (sums[most].Kernels == Count)
                return most;
            Continue(points, most, ref sums[most]);
            bounds[most] = gains[most] - sums[most].Log;
        }
    }

    // The newest count in full, older ones less and less down to 1/n; the kernel over the whole range comes last.
    internal static void Weigh(Span<double> weights, double prior)
    {
        var observations = weights.Length - 1;
        var ramp = observations - NewestAtFullWeight;
        weights.Fill(1);
        var lowest = 1.0 / observations;
        var step = ramp > 1 ? (1 - lowest) / (ramp - 1) : 0;
        for (var i = 0; i < ramp; i++)
            weights[i] = lowest + i * step;
        weights[observations] = observations == 0 ? 1 : prior;
        TensorPrimitives.Divide(weights, FixedOrder.Sum(weights), weights);
    }

    private void FitWeights(int observations, ReadOnlySpan<int> leftOut)
    {
        if (weights.Length <= Count)
            // arrays of this size are costly to have anew for each trial
            (weights, logWeights) = (new double[Count + Count / 2 + 1], new double[Count + Count / 2 + 1]);
        Weigh(weights.AsSpan(0, observations + 1), priorWeight);
        // Those left out come between: what lies behind each moves up, the last first.
        var end = Count + 1;
        for (var left = leftOut.Length - 1; left >= 0; end = leftOut[left--])
        {
            var from = leftOut[left] + 1;
            weights.AsSpan(from - left - 1, end - from).CopyTo(weights.AsSpan(from));
        }
        foreach (var place in leftOut)
            weights[place] = 0;
        TensorPrimitives.Log<double>(weights.AsSpan(0, Count + 1), logWeights);
    }

    private PartialSum Begin(double[][] points, int point)
    {
        var prior = logWeights[Count];
        for (var d = 0; d < dimensions.Length; d++)
            prior += dimensions[d].PriorLogDensity(points[d][point]);
        return new PartialSum(prior);
    }

    private void Continue(double[][] points, int point, ref PartialSum sum)
    {
        // The newest first: they weigh most, and lie where the search is.
        var to = Count - sum.Kernels;
        var from = Math.Max(0, to - Block);
        var logs = buffer.AsSpan(0, to - from);
        logWeights.AsSpan(from, logs.Length).CopyTo(logs);
        for (var d = 0; d < dimensions.Length; d++)
            dimensions[d].AddLogDensity(points[d][point], from, logs);
        sum.Add(logs);
    }

    private double Constant(int kernel)
    {
        var sum = 0.0;
        foreach (var dimension in dimensions)
            sum += dimension.Own(kernel);
        return sum;
    }
}

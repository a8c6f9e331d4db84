namespace Huracan.Engine.Search.Samplers;

/// <summary>Kernels of a number as <see cref="NormalKernels"/>, but each as wide as its neighbours are far.</summary>
/// <param name="scale">The number's scale.</param>
/// <param name="priorIsNeighbour">Whether the range's middle counts among them.</param>
internal sealed class NeighbourKernels(Scale scale, bool priorIsNeighbour) : IKernels
{
    private readonly List<double> means = [];
    private readonly Dictionary<double, double[]> massesByValue = [];
    private (double Mean, double Sigma)[] distinct = [];
    private int[] kinds = [];

    public double Shared => 0;

    public void Insert(int place, double value) => means.Insert(place, scale.There(value));

    public void Remove(int place, int count) => means.RemoveRange(place, count);

    public bool Fit(int observations)
    {
        var narrowest = NormalKernels.Narrowest(scale, observations);
        var sigmas = Measure();
        // Many kernels are the same where there are few values.
        var known = new Dictionary<(double, double), int>();
        kinds = new int[means.Count];
        for (var i = 0; i < kinds.Length; i++)
        {
            var kernel = (means[i], Math.Clamp(sigmas[i], narrowest, scale.Width));
            if (!known.TryGetValue(kernel, out kinds[i]))
                known.Add(kernel, kinds[i] = known.Count);
        }
        distinct = [.. known.Keys];
        massesByValue.Clear();
        return true;
    }

    public double Own(int kernel)
    {
        var (mean, sigma) = distinct[kinds[kernel]];
        return NormalKernels.LogConstant(scale, sigma) - TruncatedNormal.LogMass((scale.Low - mean) / sigma, (scale.High - mean) / sigma);
    }

    public void AddLogDensity(double value, int from, Span<double> logs)
    {
        if (scale.Step is { } step)
        {
            if (!massesByValue.TryGetValue(value, out var masses))
            {
                masses = Array.ConvertAll(distinct, kernel =>
                    TruncatedNormal.LogMass(
                        (value - step / 2 - kernel.Mean) / kernel.Sigma, (value + step / 2 - kernel.Mean) / kernel.Sigma));
                massesByValue.Add(value, masses);
            }
            for (var i = 0; i < logs.Length; i++)
                logs[i] += masses[kinds[from + i]];
            return;
        }
        var x = scale.There(value);
        for (var i = 0; i < logs.Length; i++)
        {
            var (mean, sigma) = distinct[kinds[from + i]];
            var z = (x - mean) / sigma;
            logs[i] -= 0.5 * z * z;
        }
    }

    public double PriorLogDensity(double value) => NormalKernels.PriorLogDensity(scale, value);

    public double Draw(int kernel, SeededRandom random)
    {
        var (mean, sigma) = distinct[kinds[kernel]];
        return NormalKernels.Draw(scale, mean, sigma, random);
    }

    public double DrawPrior(SeededRandom random) => NormalKernels.Draw(scale, scale.Middle, scale.Width, random);

    // The greater distance to the two neighbours in order; the outermost take the inner one, unless they are alone.
    private double[] Measure()
    {
        double[] all = priorIsNeighbour ? [.. means, scale.Middle] : [.. means];
        var (sigmas, count) = (new double[all.Length], all.Length);
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var sorted = all.AsSpan().ToArray();
        Array.Sort(sorted, order); // equal ones may change places: their distances are then the same but at the ends of their row
        for (var i = 0; i < count; i++)
        {
            var below = sorted[i] - (i == 0 ? scale.Low : sorted[i - 1]);
            var above = (i == count - 1 ? scale.High : sorted[i + 1]) - sorted[i];
            sigmas[order[i]] = count == 1 ? Math.Max(below, above) : i == 0 ? above : i == count - 1 ? below : Math.Max(below, above);
        }
        return sigmas;
    }
}

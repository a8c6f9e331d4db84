using System.Numerics;
using System.Runtime.InteropServices;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Kernels of a number: normals truncated at its bounds, on its scale; on a grid their mass around each value.</summary>
internal sealed class NormalKernels : IKernels
{
    private const double WidestShare = 0.2;
    private const double MostKernelsThatNarrow = 100;

    private readonly Scale scale;
    private readonly double[] means;
    private readonly double[] sigmas;
    private readonly double[] halfPrecisions; // 1 / (sigma * sqrt 2)

    private NormalKernels(Scale scale, double[] means, double[] sigmas)
    {
        (this.scale, this.means, this.sigmas) = (scale, means, sigmas);
        halfPrecisions = Array.ConvertAll(sigmas, sigma => 1 / (sigma * Math.Sqrt(2)));
    }

    public static NormalKernels Of(Scale scale, double[] observations, int dimensions, ParzenOptions options)
    {
        var count = observations.Length;
        var means = new double[count + 1];
        for (var i = 0; i < count; i++)
            means[i] = scale.There(observations[i]);
        means[count] = (scale.Low + scale.High) / 2;
        var sigmas = new double[count + 1];
        if (options.IsMultivariate)
            Array.Fill(sigmas, WidestShare * Math.Pow(Math.Max(count, 1), -1.0 / (dimensions + 4)) * scale.Width);
        else
            MeasureNeighbours(scale, means, sigmas, options.PriorIsNeighbour);
        var narrowest = scale.Width / Math.Min(MostKernelsThatNarrow, 2 + count);
        for (var i = 0; i < count; i++)
            sigmas[i] = Math.Clamp(sigmas[i], narrowest, scale.Width);
        sigmas[count] = scale.Width;
        return new NormalKernels(scale, means, sigmas);
    }

    public void Normalise(Span<double> logWeights)
    {
        var density = scale.Step is null ? 0.5 * Math.Log(2 * Math.PI) : 0; // a mass has no such factor
        for (var i = 0; i < means.Length; i++)
        {
            var width = scale.Step is null ? Math.Log(sigmas[i]) : 0;
            logWeights[i] -= density + width + TruncatedNormal.LogMass((scale.Low - means[i]) / sigmas[i], (scale.High - means[i]) / sigmas[i]);
        }
    }

    public void AddLogDensity(double value, Span<double> logs)
    {
        if (scale.Step is { } step)
        {
            for (var i = 0; i < means.Length; i++)
                logs[i] += TruncatedNormal.LogMass((value - step / 2 - means[i]) / sigmas[i], (value + step / 2 - means[i]) / sigmas[i]);
            return;
        }
        var x = scale.There(value);
        var wide = new Vector<double>(x);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(logs);
        var centres = MemoryMarshal.Cast<double, Vector<double>>(means.AsSpan());
        var widths = MemoryMarshal.Cast<double, Vector<double>>(halfPrecisions.AsSpan());
        for (var i = 0; i < sums.Length; i++)
        {
            var z = (wide - centres[i]) * widths[i];
            sums[i] -= z * z;
        }
        for (var i = sums.Length * Vector<double>.Count; i < means.Length; i++)
        {
            var z = (x - means[i]) * halfPrecisions[i];
            logs[i] -= z * z;
        }
    }

    public double Draw(int kernel, SeededRandom random) =>
        scale.Back(TruncatedNormal.Quantile(random.NextDouble(), means[kernel], sigmas[kernel], scale.Low, scale.High));

    // The greater distance to the two neighbours in order; the outermost take the inner one, unless they are alone.
    private static void MeasureNeighbours(Scale scale, double[] means, double[] sigmas, bool priorIsNeighbour)
    {
        var count = priorIsNeighbour ? means.Length : means.Length - 1;
        var order = new int[count];
        var sorted = means.AsSpan(0, count).ToArray();
        for (var i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(sorted, order); // equal ones may change places: their distances are then the same but at the ends of their row
        for (var i = 0; i < count; i++)
        {
            var below = sorted[i] - (i == 0 ? scale.Low : sorted[i - 1]);
            var above = (i == count - 1 ? scale.High : sorted[i + 1]) - sorted[i];
            sigmas[order[i]] = count == 1 ? Math.Max(below, above) : i == 0 ? above : i == count - 1 ? below : Math.Max(below, above);
        }
    }
}

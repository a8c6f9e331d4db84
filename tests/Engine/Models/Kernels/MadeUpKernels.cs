using System.Runtime.InteropServices;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

/// <summary>Kernels of every width and made-up work for them.</summary>
internal static class MadeUpKernels
{
    public static Kernel[] All { get; } = [new VectorKernel<Lanes512>(), new VectorKernel<Lanes256>(), new VectorKernel<Lanes128>()];

    public static float[] Numbers(SeededRandom random, int count, double size = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(size * random.NextGaussian()))];

    public static FeatureTable Table(int features, int rows = 200) => new(Numbers(new(11), features * rows), features);

    public static int[] Bars(int count, int lookback, int rows = 200)
    {
        var random = new SeededRandom(12);
        return [.. Enumerable.Range(0, count).Select(_ => lookback - 1 + random.NextInt(rows - lookback + 1))];
    }

    public static byte[] Classes(int count)
    {
        var random = new SeededRandom(13);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(3))];
    }

    /// <summary>Weights by PyTorch's names, large enough that gates are not all in the middle.</summary>
    public static Dictionary<string, float[]> Weights(CnnLstmLayout layout)
    {
        var random = new SeededRandom(14);
        return layout.Write(new float[layout.Length]).ToDictionary(w => w.Key, w => Numbers(random, w.Value.Length, 0.4));
    }

    public static CnnLstmKernel Network(
        Kernel kernel, CnnLstmLayout layout, int lookback, int rows = CnnLstmKernel.TrainingRows, Workspace? memory = null)
    {
        var network = new CnnLstmKernel(kernel, layout, lookback, rows, backward: true, memory ?? new());
        layout.Read(Weights(layout), network.Weights);
        network.TakeWeights();
        return network;
    }

    public static void AssertSameBytes(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)));
}

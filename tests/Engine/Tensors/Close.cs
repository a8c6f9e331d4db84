using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Tensors;

/// <summary>Comparison of tensors that says what differs.</summary>
internal static class Close
{
    public static void Same(Tensor expected, Tensor actual) => To(expected, actual, 0, 0);

    public static void To(Tensor expected, Tensor actual, double relative, double absolute)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        var e = Values(expected);
        var a = Values(actual);
        for (var i = 0; i < e.Length; i++)
        {
            Assert.True(e[i].Equals(a[i]) || Math.Abs(e[i] - a[i]) <= absolute + relative * Math.Abs(e[i]),
                $"element {i}: expected {e[i]:R}, got {a[i]:R}");
        }
    }

    public static double[] Values(Tensor tensor) => tensor.detach().to(float64, CPU).data<double>().ToArray();
}

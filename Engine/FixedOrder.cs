using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine;

/// <summary>
/// Sums whose order does not depend on the processor: sixteen partial sums, of every sixteenth element each, then those. The sums of
/// System.Numerics.Tensors have as many as a vector of the processor has lanes, and other last bits on another processor.
/// </summary>
internal static class FixedOrder
{
    /// <summary>Σ x.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i + 2 * Vector512<double>.Count <= x.Length; i += 2 * Vector512<double>.Count)
        {
            a += Vector512.LoadUnsafe(ref first, (nuint)i);
            b += Vector512.LoadUnsafe(ref first, (nuint)(i + Vector512<double>.Count));
        }
        var sum = Lanes(a + b);
        for (; i < x.Length; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>Σ x·y of as many elements.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        ref var firstX = ref MemoryMarshal.GetReference(x);
        ref var firstY = ref MemoryMarshal.GetReference(y);
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i + 2 * Vector512<double>.Count <= x.Length; i += 2 * Vector512<double>.Count)
        {
            a += Vector512.LoadUnsafe(ref firstX, (nuint)i) * Vector512.LoadUnsafe(ref firstY, (nuint)i);
            var next = (nuint)(i + Vector512<double>.Count);
            b += Vector512.LoadUnsafe(ref firstX, next) * Vector512.LoadUnsafe(ref firstY, next);
        }
        var sum = Lanes(a + b);
        for (; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Σ x², in double precision; NaN or infinite where an x is.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i + Vector512<float>.Count <= x.Length; i += Vector512<float>.Count)
        {
            var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref first, (nuint)i));
            a += low * low;
            b += high * high;
        }
        var sum = Lanes(a + b);
        for (; i < x.Length; i++)
            sum += (double)x[i] * x[i];
        return sum;
    }

    private static double Lanes(Vector512<double> lanes)
    {
        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            sum += lanes[lane];
        return sum;
    }
}

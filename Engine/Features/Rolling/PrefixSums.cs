using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Features.Rolling;

/// <summary>
/// Running sums of short blocks, four values at a time, so that they do not wait for one addition after another. A value's sum depends
/// on its place in the block and the values up to it alone: the same bits however long the block is.
/// </summary>
internal static class PrefixSums
{
    /// <summary>Values that are summed at a time; buffers are this much longer than the block.</summary>
    public const int Lanes = 4;

    /// <summary>Room for a block of <paramref name="length"/> values.</summary>
    public static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Lane i: the sum of lanes 0 to i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Forward(Vector256<double> x)
    {
        x += Vector256.Shuffle(x, Vector256.Create(0L, 0, 1, 2)) & Vector256.Create(0L, -1, -1, -1).AsDouble();
        return x + (Vector256.Shuffle(x, Vector256.Create(0L, 1, 0, 1)) & Vector256.Create(0L, 0, -1, -1).AsDouble());
    }

    /// <summary>Lane i: the sum of lanes i to 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Backward(Vector256<double> x)
    {
        x += Vector256.Shuffle(x, Vector256.Create(1L, 2, 3, 0)) & Vector256.Create(-1L, -1, -1, 0).AsDouble();
        return x + (Vector256.Shuffle(x, Vector256.Create(2L, 3, 2, 3)) & Vector256.Create(-1L, -1, 0, 0).AsDouble());
    }

    /// <summary>Of sums from each lane on, those from the lane after on; the last lane gets what comes after the four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> After(Vector256<double> sums, Vector256<double> beyond) =>
        Vector256.ConditionalSelect(
            Vector256.Create(-1L, -1, -1, 0).AsDouble(), Vector256.Shuffle(sums, Vector256.Create(1L, 2, 3, 3)), beyond);

    /// <summary>All bits of the lanes of the last group of a block that hold values.</summary>
    public static Vector256<double> Within(int length) =>
        Vector256.LessThan(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)(length - (Padded(length) - Lanes)))).AsDouble();

    /// <summary>Every lane the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Last(Vector256<double> x) => Vector256.Shuffle(x, Vector256.Create(3L, 3, 3, 3));

    /// <summary>Every lane the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> First(Vector256<double> x) => Vector256.Shuffle(x, Vector256.Create(0L, 0, 0, 0));
}
